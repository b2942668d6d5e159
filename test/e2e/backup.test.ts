/** A backup that is taken under load becomes a second platform, on which every execution goes on, as on the first. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { copyTemporal } from '../../src/backup/temporal-copy.js';
import { addBackupCommand } from '../../src/cli/backup.js';
import type { Execution } from '../../src/contracts/execution.js';
import { threadStates } from '../../src/process/process-identity.js';
import { type ApiClient, step } from './api-client.js';
import { LoopbackService } from './loopback-service.js';
import { MixedLoad, moodyService } from './mixed-load.js';
import { Place, type PlatformProcess } from './platform-process.js';
import { scratchFolder } from './platform.js';
import { expectSoundRecord } from './sound-record.js';
import { addressesIn } from './split-platform.js';

const SEED = 7;
const DYNEX = join(process.cwd(), 'dist', 'src', 'cli', 'dynex.js');
const APPROVALS = 4;
const SIGNALS = 4;
const SHORT_RUNS = 4;
const LOADED = 38;
/** Started while the backup is taken. */
const LATE = 20;

const run = promisify(execFile);
const isWaiting = ({ status }: Execution) => status === 'awaiting_approval';
const isClosed = ({ completed_at }: Execution) => completed_at !== null;

let folder: string;
let service: LoopbackService;
let place: Place;
let restored: Place;
let first: PlatformProcess;
let second: PlatformProcess;
let load: MixedLoad;
/** The ends of what waits for a person. */
const waiting = { approval: [] as string[], signal: [] as string[] };
let before: string[];
const said: string[] = [];

beforeAll(async () => {
  folder = await scratchFolder();
  [place, restored] = [await Place.make(), await Place.make()];
  service = await new LoopbackService(moodyService(SEED)).listen();
  first = await place.start();
  load = await MixedLoad.publish(first.api, service.url, SEED);
  await startWaiting(first.api);
  await load.startShortRuns(await addressesIn(place), SHORT_RUNS);
  await load.start(LOADED);
  before = [...waiting.approval, ...waiting.signal, ...load.started.map(({ execution_id }) => execution_id)];
  const late = load.startSlowly(LATE, 3);
  await backUp(join(folder, 'backup'));
  await late;
  await run(process.execPath, [DYNEX, 'restore', join(folder, 'backup'), '--data-dir', restored.dataDir]);
  second = await restored.start();
}, 180_000);
afterAll(async () => {
  load.stop();
  await place.clear();
  await restored.clear();
  await service.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function backUp(target: string): Promise<void> {
  const dynex = new Command('dynex').exitOverride();
  addBackupCommand(dynex, (line) => said.push(line));
  await dynex.parseAsync(['backup', target, '--data-dir', place.dataDir], { from: 'user' });
}
async function startWaiting(api: ApiClient): Promise<void> {
  const risky = await api.publishSteps('risky', [step(1, 'demo.echo', { design_ok: false })]);
  const asking = await api.publishSteps('asking', [
    step(1, 'flow.signal', { name: 'released' }),
    step(2, 'demo.echo', { by: '$step1.by' }),
  ]);
  for (let n = 0; n < APPROVALS; n += 1) waiting.approval.push(await api.start(risky));
  for (let n = 0; n < SIGNALS; n += 1) waiting.signal.push(await api.start(asking));
  for (const id of waiting.approval) await api.until(id, isWaiting);
}
/** Decides what waits, lets everything end, and looks at all of it. */
async function expectAllGoesOn(api: ApiClient): Promise<void> {
  for (const id of waiting.approval) expect((await api.post(`/executions/${id}/approve`)).status).toBe(202);
  const payload = { by: 'Ann' };
  for (const id of waiting.signal) {
    expect((await api.post(`/executions/${id}/signals/released`, { payload })).status).toBe(202);
  }
  const there = await load.at(api);
  await there.settle(120);
  for (const { n, kind, execution_id } of there.started) {
    const execution = await api.read(execution_id);
    expect({ n, ...execution }).toMatchObject({ n, ...kind.end?.(n) });
    await expectSoundRecord(api, execution);
  }
  for (const id of [...waiting.approval, ...waiting.signal]) {
    const execution = await api.until(id, isClosed);
    expect(execution.status).toBe('completed');
    await expectSoundRecord(api, execution);
  }
}
const rowsOf = async (api: ApiClient) =>
  (await api.get<{ items: Execution[] }>('/executions?limit=200')).body.items.map(({ execution_id }) => execution_id);

describe('dynex backup of a platform under load, restored beside it', () => {
  it('makes one folder, and says what is in it', async () => {
    expect(await readdir(folder)).toEqual(['backup']);
    expect((await readdir(join(folder, 'backup'))).sort()).toEqual(['manifest.json', 'postgres', 'temporal']);
    expect(said).toEqual([expect.stringMatching(/backup: \d+ files, \d+ MB, as of 20\d\d-.*Z$/)]);
  });
  it('has every execution that was accepted before it began, the documents and the audit', async () => {
    expect(await rowsOf(second.api)).toEqual(expect.arrayContaining(before));
    const [there, here] = await Promise.all(
      [second.api, first.api].map(async (api) => (await api.get<{ items: unknown[] }>('/workflows')).body.items),
    );
    expect(there).toEqual(here);
    const { body } = await second.api.get<{ items: unknown[] }>('/audit?action=workflow_published&limit=200');
    expect(body.items).toHaveLength(there?.length ?? NaN);
  });
  it('goes on with every execution on both platforms, to its end, with a log without gaps', async () => {
    await Promise.all([expectAllGoesOn(first.api), expectAllGoesOn(second.api)]);
  }, 240_000);
  it('ends the copy of PostgreSQL while the Temporal server stands still, and lets it go on', async () => {
    const [server] = await place.temporalServers();
    const pid = server?.pid ?? 0;
    let meanwhile: string[] = [];
    await copyTemporal({
      ...{ dataDir: place.dataDir, target: join(folder, 'copy'), isInUse: true },
      meanwhile: async () => void (meanwhile = await threadStates(pid)),
    });
    expect(new Set(meanwhile)).toEqual(new Set(['T']));
    expect(await threadStates(pid)).not.toContain('T');
  });
  it('started neither server of the first platform anew', () => {
    expect(`${first.stdout}${first.stderr}`).not.toMatch(/is started again|left running/);
  });
});

describe('dynex as a command', () => {
  it('says its version, and what is wrong in one line with exit code 1', async () => {
    const { stdout } = await run(DYNEX, ['--version']);
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
    const failed = run(process.execPath, [DYNEX, 'restore', join(folder, 'backup'), '--data-dir', place.dataDir]);
    await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^.*is not empty.*\n$/) });
  });
});

describe('a process that stands still for a copy', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  const start = (program: string, args: string[]) => {
    const child = spawn(program, args, { stdio: 'ignore' });
    children.push(child);
    return child;
  };
  async function untilStopped(pid: number, stopped: boolean): Promise<void> {
    while ((await threadStates(pid)).every((state) => state === 'T') !== stopped) await delay(20);
  }
  it('goes on when whoever stopped it is killed', async () => {
    const server = start('sleep', ['60']);
    const pid = server.pid ?? 0;
    const pause = JSON.stringify(join(process.cwd(), 'dist', 'src', 'process', 'process-pause.js'));
    const hold = `import(${pause}).then((one) => one.whilePaused(${pid}, () => new Promise((r) => setTimeout(r, 60000))))`;
    const holder = start(process.execPath, ['-e', hold]);
    await untilStopped(pid, true);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await untilStopped(pid, false);
    expect(server.exitCode).toBeNull();
  }, 30_000);
});
