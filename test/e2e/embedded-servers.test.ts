import { freePort } from '../../src/process/free-port.js';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { identify } from '../../src/process/process-identity.js';
import {
  startEmbeddedTemporal,
  type EmbeddedTemporal,
  type EmbeddedTemporalOptions,
} from '../../src/temporal/server/embedded-temporal.js';
import { obtainTemporalCli } from '../../src/temporal/server/obtain-temporal.js';
import { superviseTemporal } from '../../src/temporal/server/temporal-supervisor.js';

let cliPath: string;
beforeAll(async () => {
  cliPath = (await obtainTemporalCli({ env: process.env, progress: () => undefined })).path;
}, 1_800_000);

const running: EmbeddedTemporal[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}, 60_000);

function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dynex-temporal-')));
  folders.push(folder);
  return folder;
}
async function start(dataDir: string, more: Partial<EmbeddedTemporalOptions> = {}) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const server = await startEmbeddedTemporal({ cliPath, dataDir, namespace: 'default', log, ...more });
  running.push(server);
  return { ...server, lines };
}

describe('the embedded Temporal server', () => {
  it('serves the namespace and the UI on loopback, on the same ports after a restart', async () => {
    const dataDir = scratch();
    const ports = { grpc: await freePort(), ui: await freePort() };
    const first = await start(dataDir, { namespace: 'design', ports });
    const connection = await Connection.connect({ address: first.address });
    await connection.workflowService.describeNamespace({ namespace: 'design' });
    await connection.close();
    expect((await fetch(first.uiUrl)).status).toBe(200);
    await first.stop();
    expect(await identify(first.pid)).toBeNull();
    const second = await start(dataDir, { namespace: 'design' });
    expect(second).toMatchObject({ address: first.address, uiUrl: first.uiUrl, adopted: false });
  }, 60_000);

  it('is adopted when it was left running for this DATA_DIR', async () => {
    const dataDir = scratch();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second).toMatchObject({ pid: first.pid, address: first.address, adopted: true });
  }, 60_000);

  it.each([
    ['its record was lost', (dataDir: string) => rmSync(join(dataDir, 'temporal.process.json'))],
    ['it was started with other options', (dataDir: string) => changeRecord(dataDir, { command: ['temporal'] })],
  ])(
    'is ended and started anew when %s: exactly one runs',
    async (_, change) => {
      const dataDir = scratch();
      const first = await start(dataDir);
      change(dataDir);
      const second = await start(dataDir);
      expect(second.adopted).toBe(false);
      expect(await identify(first.pid)).toBeNull();
    },
    60_000,
  );

  it('is left alone by a copy of its DATA_DIR', async () => {
    const dataDir = scratch();
    const copy = join(scratch(), 'copy');
    const original = await start(dataDir);
    cpSync(dataDir, copy, { recursive: true });
    const second = await start(copy);
    expect(second.adopted).toBe(false);
    expect(second.address).not.toBe(original.address);
    expect(await identify(original.pid)).not.toBeNull();
  }, 60_000);

  it.each([
    ['cut off', (file: string) => truncateSync(file, 8192)],
    ['no database', (file: string) => writeFileSync(file, 'x'.repeat(8192))],
    ['empty', (file: string) => truncateSync(file, 0)],
  ])(
    'is refused with a message when its database is %s',
    async (_, damage) => {
      const dataDir = scratch();
      await (await start(dataDir)).stop();
      for (const suffix of ['-wal', '-shm']) rmSync(join(dataDir, `temporal.db${suffix}`), { force: true });
      damage(join(dataDir, 'temporal.db'));
      await expect(start(dataDir)).rejects.toMatchObject({ code: 'temporal_does_not_start' });
    },
    60_000,
  );

  it('is started again on the same ports when it dies', async () => {
    const dataDir = scratch();
    const options = { cliPath, dataDir, namespace: 'default', log: () => undefined };
    const exits: number[] = [];
    const server = await startEmbeddedTemporal({ ...options, onExit: () => exits.push(Date.now()) });
    const supervisor = superviseTemporal({ server, start: options, onGiveUp: () => undefined });
    process.kill(server.pid, 'SIGKILL');
    for (let turns = 0; supervisor.server === server && turns < 300; turns += 1) await delay(100);
    expect(supervisor).toMatchObject({ state: 'up', server: { address: server.address } });
    expect(supervisor.server.pid).not.toBe(server.pid);
    expect(exits).toHaveLength(1);
    await supervisor.stop();
    expect(await identify(supervisor.server.pid)).toBeNull();
  }, 60_000);
});

function changeRecord(dataDir: string, change: Record<string, unknown>): void {
  const file = join(dataDir, 'temporal.process.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
}
