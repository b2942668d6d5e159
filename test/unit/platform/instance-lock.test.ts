import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { acquireInstanceLock } from '../../../src/process/instance-lock.js';
import { tryProcessLock } from '../../../src/process/process-lock.js';
import { scratchFolders } from './scratch-folder.js';

const scratch = scratchFolders();
const lockOf = (folder: string) =>
  join(folder, readdirSync(folder).find((name) => name.startsWith('instance.lock')) ?? '');

/** What a process that is gone leaves: the lock of this one with another identity in it. */
async function leaveLock(folder: string, change: Record<string, unknown>): Promise<void> {
  await acquireInstanceLock(folder);
  const file = lockOf(folder);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
}

describe('the instance lock of DATA_DIR', () => {
  it('makes the folder, closed to other users', async () => {
    const folder = join(scratch(), 'deep', 'data');
    await acquireInstanceLock(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('refuses a second instance with one line that names the process, the folder and the way out', async () => {
    const folder = scratch();
    await acquireInstanceLock(folder);
    const refusal = acquireInstanceLock(folder);
    await expect(refusal).rejects.toMatchObject({ code: 'data_dir_in_use', name: 'StartupError' });
    await expect(refusal).rejects.toThrow(
      `Another instance (process ${process.pid}) is already running on DATA_DIR ${folder}: stop it, or set DATA_DIR`,
    );
  });

  it('lets exactly one of many simultaneous starters win', async () => {
    const folder = scratch();
    await leaveLock(folder, { pid: 2 ** 22 + 1 });
    const attempts = await Promise.all(Array.from({ length: 20 }, () => tryProcessLock(folder, 'instance.lock')));
    expect(attempts.filter(({ kind }) => kind === 'acquired')).toHaveLength(1);
  });

  it('is free again after its release', async () => {
    const folder = scratch();
    await (await acquireInstanceLock(folder)).release();
    await (await acquireInstanceLock(folder)).release();
    expect(readdirSync(folder)).toEqual(['instance.lock.2']);
  });

  it.each([
    ['whose process is gone', { pid: 2 ** 22 + 1 }],
    ['whose pid another process has now', { started_at: 'long ago' }],
  ])('takes over a lock %s, at once', async (_, change) => {
    const folder = scratch();
    await leaveLock(folder, change);
    await expect(acquireInstanceLock(folder)).resolves.toBeDefined();
  });

  it('takes over a lock file that was cut off', async () => {
    const folder = scratch();
    await acquireInstanceLock(folder);
    writeFileSync(lockOf(folder), '{"pid":');
    await expect(acquireInstanceLock(folder)).resolves.toBeDefined();
  });

  it('does not hold for a copy of the folder', async () => {
    const folder = scratch();
    const copy = join(scratch(), 'copy');
    await acquireInstanceLock(folder);
    cpSync(folder, copy, { recursive: true });
    await expect(acquireInstanceLock(copy)).resolves.toBeDefined();
    await expect(acquireInstanceLock(folder)).rejects.toMatchObject({ code: 'data_dir_in_use' });
  });

  it('says what is wrong with a DATA_DIR that is a file', async () => {
    const file = join(scratch(), 'data');
    writeFileSync(file, '');
    await expect(acquireInstanceLock(file)).rejects.toMatchObject({ code: 'data_dir_unusable' });
  });
});
