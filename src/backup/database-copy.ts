/**
 * A copy of a running PostgreSQL cluster, which goes on undisturbed: PostgreSQL's own low-level backup, since its package
 * here brings no pg_basebackup. Source: PostgreSQL 18, 25.3.4 "Making a Base Backup Using the Low Level API".
 *
 * 1. The write-ahead log since the copy began is kept by a slot that goes with the connection.
 * 2. The files are copied as they stand, torn ones too; the log makes them whole when the copy is started.
 * 3. What the copy holds is what was committed before `finish` was called, and perhaps a little of what came meanwhile:
 *    the log ends where `finish` ended it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { BackupError } from './backup-error.js';
import { copyOne, copyTree, treeOf } from './file-copy.js';

const CONNECT_WITHIN_MS = 10_000;
const SEGMENT = /^[0-9A-F]{24}$/;
/** Their folders are needed, what is in them is not. */
const EMPTIED = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
const LEFT_OUT = /(^|\/)(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label.*|tablespace_map.*)$/;

interface End {
  labelfile: string;
  segment: string;
}
export class DatabaseCopy {
  private begun = '';
  private end: End | null = null;

  private constructor(
    private readonly client: pg.Client,
    private readonly cluster: string,
    private readonly target: string,
  ) {}

  /** @throws BackupError `database_unavailable` */
  static async begin(url: string, cluster: string, target: string): Promise<DatabaseCopy> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      application_name: 'dynex backup',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw unavailable(error);
    }
    return new DatabaseCopy(client, cluster, target);
  }
  /** When the migrations were made that its tables have, in ms since 1970; [] of a new database. */
  async migrations(): Promise<number[]> {
    const { rows } = await this.client.query<{ known: boolean }>(
      `SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS known`,
    );
    if (!rows[0]?.known) return [];
    const made = await this.client.query<{ at: string }>(
      'SELECT created_at AS at FROM drizzle.__drizzle_migrations ORDER BY created_at',
    );
    return made.rows.map(({ at }) => Number(at));
  }
  /** The files, which may change meanwhile. */
  async copyFiles(): Promise<void> {
    await this.client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [
      `dynex_backup_${process.pid}`,
    ]);
    const { rows } = await this.client.query<{ segment: string }>(
      `SELECT pg_walfile_name(lsn) AS segment FROM pg_backup_start('dynex backup', true) AS lsn`,
    );
    this.begun = rows[0]?.segment ?? '';
    const tree = await treeOf(this.cluster, (path) => EMPTIED.test(path) || LEFT_OUT.test(path));
    await copyTree(this.cluster, this.target, tree);
  }
  /** Sets the moment that the copy shows. Takes milliseconds. */
  async finish(): Promise<void> {
    const { rows } = await this.client.query<End>(
      'SELECT labelfile, pg_walfile_name(lsn) AS segment FROM pg_backup_stop(false)',
    );
    this.end = rows[0] ?? null;
  }
  /** The log up to that moment. */
  async copyLog(): Promise<void> {
    const { labelfile, segment: last } = this.end as End;
    const isNeeded = (file: string) => SEGMENT.test(file) && file >= this.begun && file <= last;
    const { files } = await treeOf(join(this.cluster, 'pg_wal'));
    for (const file of files.filter(isNeeded)) {
      const target = join(this.target, 'pg_wal', file);
      if (!(await copyOne(join(this.cluster, 'pg_wal', file), target))) throw unavailable(new Error(`${file} is gone`));
    }
    await writeFile(join(this.target, 'backup_label'), labelfile, { mode: 0o600 });
  }
  /** What was begun and not finished ends with the connection. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
function unavailable(error: unknown): BackupError {
  return new BackupError(
    'database_unavailable',
    `The embedded PostgreSQL cannot be copied now (${(error as Error).message}): try again when GET /health/ready answers 200, or with the platform stopped.`,
    { cause: error },
  );
}
