/** What the platform deletes of its stored payloads when it starts. */
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { BlobStore } from '../../src/storage/blob-store.js';
import { Database } from '../../src/storage/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/storage/postgres/embedded-postgres.js';
import { scratchFolder, step, TestPlatform } from './platform.js';

let folder: string;
let postgres: EmbeddedPostgres;
let database: Database;
beforeAll(async () => {
  folder = await scratchFolder();
  postgres = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  database = new Database(postgres.url);
  await database.migrate();
}, 60_000);
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const age = (days: number) =>
  database.orm.execute(sql`UPDATE blobs SET last_used_at = now() - ${days} * interval '1 day'`);
const isStored = async (hash: string) => {
  const { rows } = await database.orm.execute(sql`SELECT FROM blobs WHERE hash = ${hash}`);
  return rows.length > 0;
};

it('payloads that nothing refers to are gone, and Plans are not', async () => {
  const first = await TestPlatform.start({ DATABASE_URL: postgres.url });
  const type = await first.publishSteps('kept', [step(1, 'demo.echo', { n: 1 })]);
  await first.stop();
  const unused = await new BlobStore(database).put(Buffer.from('nobody has this'));
  await age(30);

  const second = await TestPlatform.start({ DATABASE_URL: postgres.url });
  for (const end = Date.now() + 10_000; (await isStored(unused)) && Date.now() < end; await delay(50));
  const [gone, execution] = [!(await isStored(unused)), await second.run(type)];
  await second.stop();
  expect([gone, execution.status]).toEqual([true, 'completed']);
}, 120_000);
