/** A real PostgreSQL for one file of tests, with the tables of this version. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQL } from 'drizzle-orm';
import { Database } from '../../../src/storage/database.js';
import { startEmbeddedPostgres } from '../../../src/storage/postgres/embedded-postgres.js';

export interface TestDatabase {
  url: string;
  database: Database;
  query<Row extends Record<string, unknown>>(statement: SQL): Promise<Row[]>;
  stop(): Promise<void>;
}
export async function startTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dynex-storage-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const database = new Database(server.url);
  await database.migrate();
  return {
    url: server.url,
    database,
    query: async <Row extends Record<string, unknown>>(statement: SQL) =>
      (await database.orm.execute(statement)).rows as Row[],
    stop: async () => {
      await database.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
