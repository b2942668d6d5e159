/** The connection to PostgreSQL: a pool, Drizzle over it, and migrations applied at start-up. */
import { is, Param, Placeholder, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { MIGRATIONS } from './migration-list.js';
import * as schema from './schema.js';

export type Drizzle = NodePgDatabase<typeof schema>;
/** Values by the names of a statement's placeholders. */
export type StatementValues = Record<string, unknown>;
/** One key for all processes: migrations run in one of them at a time. */
const MIGRATION_LOCK = 4_861_217;
const POOL_SIZE = 16;
/** A server that stopped answering without closing the connection is given up. */
const QUERY_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

export class Database {
  readonly orm: Drizzle;
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    this.pool.on('error', () => undefined);
    // A connection that breaks off while it is in use fails its query; without a listener it would end the process too.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.orm = drizzle(this.pool, { schema });
  }
  /** Rejects when the server cannot be reached. */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }
  /** Brings the tables to this version. Safe when several processes start at once. */
  async migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
      client.release();
    }
  }
  /** A statement with placeholders that each connection plans once, under its name. Resolves to the rows it returns. */
  prepare<Row extends object>(name: string, statement: SQL): (values: StatementValues) => Promise<Row[]> {
    const { sql: text, params } = new PgDialect().sqlToQuery(statement);
    return async (values) => {
      const { rows } = await this.pool.query({ name, text, values: params.map((param) => valueOf(param, values)) });
      return rows as Row[];
    };
  }
  /** Does the work unless a connection of any process does work under this lock now; returns whether it did. */
  async exclusively(lock: number, work: (orm: Drizzle) => Promise<void>): Promise<boolean> {
    const client = await this.pool.connect();
    try {
      const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [lock]);
      if (rows[0]?.free !== true) return false;
      await work(drizzle(client, { schema }));
      return true;
    } finally {
      // The lock goes with the connection.
      client.release(true);
    }
  }
  async close(): Promise<void> {
    await this.pool.end();
  }
}
/** As the driver takes it. Drizzle's own way would write null as the JSON value null. */
function valueOf(param: unknown, values: StatementValues): unknown {
  const placeholder = is(param, Param) ? param.value : param;
  if (!is(placeholder, Placeholder)) return param;
  const value = values[placeholder.name];
  if (value === undefined) throw new Error(`The statement has no value for ${placeholder.name}`);
  return value === null || !is(param, Param) ? value : param.encoder.mapToDriverValue(value);
}
