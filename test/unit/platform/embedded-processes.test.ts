import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readChildProcessRecord, writeChildProcessRecord } from '../../../src/process/child-process-record.js';
import { endProcess } from '../../../src/process/end-process.js';
import { identify, isRunning, processesWithArgument, worksFor } from '../../../src/process/process-identity.js';
import { projectRoot } from '../../../src/process/project-root.js';
import { openServerLog, readServerLog } from '../../../src/process/server-log-file.js';
import { adoptServer, spawnServer } from '../../../src/process/server-process.js';
import { StartupError } from '../../../src/process/startup-error.js';
import { scratchFolders } from './scratch-folder.js';

const scratch = scratchFolders();

async function launch(script: string, folder: string, marker = 'marker') {
  const log = openServerLog(join(folder, 'server.log'));
  return spawnServer({
    program: process.execPath,
    arguments: ['-e', script, marker],
    folder,
    environment: process.env,
    user: null,
    log,
  });
}
const WAITING = 'setInterval(() => 0, 1000)';
const HARD = [{ signal: 'SIGKILL', wait_ms: 5_000 }] as const;

describe('the identity of a process', () => {
  it('is the same as long as the process lives and gone afterwards', async () => {
    const server = await launch(WAITING, scratch());
    expect(await identify(server.pid)).toEqual({ pid: server.pid, started_at: server.started_at });
    expect(await endProcess(server, [...HARD])).toBe(true);
    expect(await isRunning(server)).toBe(false);
  });

  it('is not that of another process with the same pid', async () => {
    expect(await isRunning({ pid: process.pid, started_at: 'another time' })).toBe(false);
  });

  it.each([0, -1, Number.NaN, 2 ** 22 + 1])('is null for the pid %p', async (pid) => {
    expect(await identify(pid)).toBeNull();
  });

  it('tells for which folder a process works', async () => {
    const folder = realpathSync(scratch());
    const server = await launch(WAITING, folder, `db=${folder}`);
    expect(await worksFor(server.pid, { folder, argument: `db=${folder}` })).toBe(true);
    expect(await worksFor(server.pid, { folder: `${folder}2`, argument: `db=${folder}2` })).toBe(false);
    expect((await processesWithArgument(`db=${folder}`)).map(({ pid }) => pid)).toEqual([server.pid]);
    await endProcess(server, [...HARD]);
  });
});

describe('an embedded server', () => {
  it('runs in a process group of its own and writes to its log file', async () => {
    const folder = scratch();
    const server = await launch('console.log("one"); console.error("two")', folder);
    await server.exited;
    expect(await readServerLog({ path: join(folder, 'server.log'), start: 0 })).toEqual(['one', 'two']);
  });

  it('gets the next signal when one does not end it in time', async () => {
    const server = await launch(`process.on('SIGTERM', () => 0); console.log('up'); ${WAITING}`, scratch());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const ended = await endProcess(server, [{ signal: 'SIGTERM', wait_ms: 200 }, ...HARD]);
    expect(ended).toBe(true);
  });

  it('is reported when it ends, also when it was adopted', async () => {
    const child = spawn(process.execPath, ['-e', WAITING]);
    await once(child, 'spawn');
    const identity = await identify(child.pid ?? 0);
    if (!identity) throw new Error('not running');
    const adopted = adoptServer(identity);
    child.kill('SIGKILL');
    await expect(adopted.exited).resolves.toBeUndefined();
  });

  it('fails to start with the error of the system when its program is not there', async () => {
    const folder = scratch();
    const log = openServerLog(join(folder, 'server.log'));
    const program = join(folder, 'nothing');
    const start = spawnServer({ program, arguments: [], folder, environment: {}, user: null, log });
    await expect(start).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('has its log moved aside when it is above 10 MB', async () => {
    const path = join(scratch(), 'server.log');
    writeFileSync(path, 'x'.repeat(10 * 1024 * 1024 + 1));
    expect(openServerLog(path).start).toBe(0);
    expect(openServerLog(path).start).toBe(0);
  });
});

describe('the record of an embedded server', () => {
  const record = { pid: 1, started_at: 'then', ports: { grpc: 7233 }, command: ['temporal'] };

  it('is read as it was written', () => {
    const folder = scratch();
    writeChildProcessRecord(folder, 'temporal', record);
    expect(readChildProcessRecord(folder, 'temporal')).toEqual(record);
  });

  it.each(['', '{', '[]', 'null', '{"pid": "1"}'])('is null for the damaged file %p', (text) => {
    const folder = scratch();
    writeFileSync(join(folder, 'temporal.process.json'), text);
    expect(readChildProcessRecord(folder, 'temporal')).toBeNull();
  });
});

describe('small things of the start', () => {
  it('finds the folder of the package', () => {
    expect(projectRoot()).toBe(process.cwd());
    expect(() => projectRoot('/')).toThrow('was not found');
  });

  it('keeps the message of a StartupError on one line', () => {
    expect(new StartupError('code', 'first\n  second', { hint: 'do this' })).toMatchObject({
      message: 'first second',
      hint: 'do this',
    });
  });
});
