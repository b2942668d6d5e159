/** A backup of a DATA_DIR that lies still, and what a backup and a restore refuse; with a real PostgreSQL. */
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { sql } from 'drizzle-orm';
import { type BackupManifest, MANIFEST, manifestText } from '../../../src/backup/backup-manifest.js';
import { restoreBackup } from '../../../src/backup/restore-backup.js';
import { takeBackup } from '../../../src/backup/take-backup.js';
import { addRestoreCommand } from '../../../src/cli/restore.js';
import { tryProcessLock } from '../../../src/process/process-lock.js';
import { ProcessNotPaused, whilePaused } from '../../../src/process/process-pause.js';
import { Database } from '../../../src/storage/database.js';
import { runningPostgres, startEmbeddedPostgres } from '../../../src/storage/postgres/embedded-postgres.js';

const log = () => undefined;
let root: string;
let dataDir: string;
let backup: string;
let made = 0;
/** Below a folder that the user of PostgreSQL can reach. */
const newPath = (): string => join(root, `folder-${(made += 1)}`);

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dynex-backup-')));
  chmodSync(root, 0o755);
  dataDir = newPath();
  mkdirSync(dataDir, { mode: 0o755 });
  await withDatabase(dataDir, async (database) => {
    await database.migrate();
    await database.orm.execute(sql`INSERT INTO stream_tickets VALUES ('kept', 'ann', now())`);
  });
  writeFileSync(join(dataDir, 'temporal.db'), '');
  backup = join(newPath(), 'monday');
  await takeBackup({ dataDir, target: backup, log });
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

async function withDatabase<Result>(folder: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log });
  const database = new Database(server.url);
  try {
    return await work(database);
  } finally {
    await database.close();
    await server.stop();
  }
}
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as BackupManifest;
/** A copy of the backup that says something else of itself, and says it in due form. */
function saying(more: Partial<BackupManifest>): string {
  const copy = newPath();
  cpSync(backup, copy, { recursive: true });
  writeFileSync(join(copy, MANIFEST), manifestText({ ...manifestOf(copy), ...more }));
  return copy;
}
function changed(change: (folder: string) => void): string {
  const copy = newPath();
  cpSync(backup, copy, { recursive: true });
  change(copy);
  return copy;
}
const restored = (from: string, to = newPath()) => restoreBackup({ backup: from, dataDir: to, log });
/** Nothing half made is beside it. */
const expectNothingLeft = () => expect(readdirSync(root).filter((name) => name.includes('unfinished'))).toEqual([]);

describe('a backup of a DATA_DIR on which nothing runs', () => {
  it('leaves it as it was, with nothing running on it', async () => {
    expect(await runningPostgres(dataDir)).toBeNull();
    expect((await tryProcessLock(dataDir, 'instance.lock')).kind).toBe('acquired');
    expectNothingLeft();
  });
  it('is for the eyes of its owner only: it has the password of the database', () => {
    expect(statSync(backup).mode & 0o077).toBe(0);
    expect(statSync(join(backup, 'postgres', 'password')).mode & 0o077).toBe(0);
  });
  it('becomes a DATA_DIR with the same content', async () => {
    const place = newPath();
    mkdirSync(place, { mode: 0o755 });
    const lines: string[] = [];
    const dynex = new Command('dynex');
    addRestoreCommand(dynex, (line) => lines.push(line));
    await dynex.parseAsync(['restore', backup, '--data-dir', place], { from: 'user' });
    expect(lines.at(-1)).toContain(`${place} is as it was at ${manifestOf(backup).created_at}`);
    const rows = await withDatabase(
      place,
      async ({ orm }) => (await orm.execute(sql`SELECT hash FROM stream_tickets`)).rows,
    );
    expect(rows).toEqual([{ hash: 'kept' }]);
    expect(existsSync(join(place, 'temporal.db'))).toBe(true);
  }, 60_000);
});

describe('a backup is refused', () => {
  it('where its folder is there already', async () => {
    await expect(takeBackup({ dataDir, target: backup, log })).rejects.toMatchObject({ code: 'backup_exists' });
  });
  it('of a folder that holds no embedded servers', async () => {
    const asked = takeBackup({ dataDir: root, target: newPath(), log });
    await expect(asked).rejects.toMatchObject({ code: 'nothing_to_back_up' });
  });
  it('where it cannot be written', async () => {
    const asked = takeBackup({ dataDir, target: join(backup, MANIFEST, 'inside'), log });
    await expect(asked).rejects.toMatchObject({ code: 'backup_not_written' });
  });
  it('while the platform that has DATA_DIR lacks one of its servers, and leaves nothing', async () => {
    const lock = await tryProcessLock(dataDir, 'instance.lock');
    const target = newPath();
    const asked = () => takeBackup({ dataDir, target, log });
    await expect(asked()).rejects.toMatchObject({ code: 'database_unavailable' });
    await withDatabase(dataDir, async () => {
      await expect(asked()).rejects.toMatchObject({ code: 'temporal_unavailable' });
    });
    if (lock.kind === 'acquired') await lock.release();
    expect(existsSync(target)).toBe(false);
    expectNothingLeft();
  }, 60_000);
  it('where the Temporal server cannot be held still', async () => {
    const nobody = 2 ** 22 + 1;
    await expect(whilePaused(nobody, () => Promise.resolve())).rejects.toThrow(ProcessNotPaused);
  });
});

describe('a restore is refused', () => {
  it('to a folder that is not empty, or is none', async () => {
    const refusal = { code: 'data_dir_refused' };
    await expect(restored(backup, dataDir)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringMatching(/is not empty/),
    });
    const file = join(backup, MANIFEST);
    await expect(restored(backup, file)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringMatching(/is not a folder/),
    });
  });
  it.each([
    ['has lost a file', (folder: string) => rmSync(join(folder, 'postgres/password')), /password is missing/],
    [
      'was cut off',
      (folder: string) => truncateSync(join(folder, 'postgres/cluster/PG_VERSION'), 1),
      /PG_VERSION has 1 of 3/,
    ],
    [
      'has another byte',
      (folder: string) => writeFileSync(join(folder, 'postgres/cluster/PG_VERSION'), '19\n'),
      /content of .*PG_VERSION is another/,
    ],
    [
      'says something else of itself',
      (folder: string) => appendFileSync(join(folder, MANIFEST), ' '),
      /manifest\.json is not/,
    ],
    [
      'is cut off in what it says of itself',
      (folder: string) => truncateSync(join(folder, MANIFEST), 99),
      /manifest\.json is not/,
    ],
  ])('from a backup that %s', async (_, change, message) => {
    await expect(restored(changed(change))).rejects.toMatchObject({
      code: 'backup_damaged',
      message: expect.stringMatching(message),
    });
    expectNothingLeft();
  });
  it('from a folder that is no backup', async () => {
    await expect(restored(root)).rejects.toMatchObject({ code: 'no_backup' });
  });
  it('from a backup that names files outside of it', async () => {
    const [file] = manifestOf(backup).files;
    const outside = { ...file, path: '../password' } as BackupManifest['files'][number];
    await expect(restored(saying({ files: [outside] }))).rejects.toMatchObject({ code: 'backup_damaged' });
  });
  it.each<[string, Partial<BackupManifest>]>([
    ['version', { version: '9.10.0' }],
    ['format', { format: 2 as 1 }],
    ['migration', { migrations: [9_999_999_999_999] }],
  ])('from a backup of a newer %s', async (_, more) => {
    await expect(restored(saying(more))).rejects.toMatchObject({ code: 'backup_of_newer_version' });
  });
  it.each<[string, Partial<BackupManifest>]>([
    ['PostgreSQL', { postgres: 17 }],
    ['machine', { machine: 'plan9-mips' }],
  ])('from a backup of another %s', async (_, more) => {
    await expect(restored(saying(more))).rejects.toMatchObject({ code: 'backup_of_another_machine' });
  });
});
