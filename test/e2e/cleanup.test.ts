/** What a process of the platform deletes when it starts: what nothing refers to, and what closed long ago. */
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { PlatformParts } from '../../src/platform-parts.js';
import { BlobStore } from '../../src/storage/blob-store.js';
import { Database } from '../../src/storage/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/storage/postgres/embedded-postgres.js';
import { scratchFolder, step, TestPlatform } from './platform.js';

let folder: string;
let postgres: EmbeddedPostgres;
let database: Database;
let first: TestPlatform;
/** Started when everything below was 30 days old. */
let second: TestPlatform;
let unused: string;
let [removed, parked, source, rerun, type] = ['', '', '', '', ''];

beforeAll(async () => {
  folder = await scratchFolder();
  postgres = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  database = new Database(postgres.url);
  first = await TestPlatform.start({ DATABASE_URL: postgres.url });
  type = await first.publishSteps('kept', [step(1, 'demo.echo', { n: 1 })]);
  const failing = await first.publishSteps('parked', [step(1, 'demo.fail', { message: 'no' })]);
  [removed, source, parked] = (await Promise.all([first.run(type), first.run(type), first.run(failing)])).map(
    ({ execution_id }) => execution_id,
  ) as [string, string, string];
  rerun = await rerunThatWaits();
  unused = await new BlobStore(database).put(Buffer.from('nobody has this'));
  await age(30);
  const { address = '' } = (first.platform.parts as PlatformParts).connection.options;
  second = await TestPlatform.start({
    ...{ ROLE: 'api', DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: address, RETENTION_DAYS: '7' },
  });
  for (const end = Date.now() + 30_000; (await isStored(unused)) && Date.now() < end; await delay(50));
}, 120_000);
afterAll(async () => {
  await second.stop();
  await first.stop();
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Of the version that waits for a signal: it is open. */
async function rerunThatWaits(): Promise<string> {
  const waiting = await first.publishSteps('waiting', [step(1, 'flow.signal', { name: 'released' })]);
  const ended = await first.start(waiting);
  await first.post(`/executions/${ended}/signals/released`, { payload: {} });
  source = (await first.until(ended, ({ completed_at }) => completed_at !== null)).execution_id;
  return (await first.post<{ execution_id: string }>(`/executions/${source}/rerun`)).body.execution_id;
}
async function age(days: number): Promise<void> {
  const earlier = sql`now() - ${days} * interval '1 day'`;
  await database.orm.execute(sql`UPDATE blobs SET last_used_at = ${earlier} - interval '10 days'`);
  await database.orm.execute(sql`
    UPDATE executions SET created_at = ${earlier},
      completed_at = CASE WHEN completed_at IS NOT NULL THEN ${earlier} END`);
}
const isStored = async (hash: string) => {
  const { rows } = await database.orm.execute(sql`SELECT FROM blobs WHERE hash = ${hash}`);
  return rows.length > 0;
};

it('payloads that nothing refers to are gone, and Plans are not', async () => {
  expect([await isStored(unused), (await first.run(type)).status]).toEqual([false, 'completed']);
});
it.each(['', '/events', '/timeline', '/graph', '/steps/1'])(
  'a closed execution older than RETENTION_DAYS answers 404 (…%s)',
  async (path) => {
    const { status } = await second.get(`/executions/${removed}${path}`);
    expect(status).toBe(404);
  },
);
it('is in no list, cannot be run again, and the audit says when it went', async () => {
  const { body } = await second.get<{ items: { execution_id: string }[] }>('/executions?limit=200');
  expect(body.items.map(({ execution_id }) => execution_id)).not.toContain(removed);
  expect((await second.post(`/executions/${removed}/rerun`)).status).toBe(404);
  const audit = await second.get<{ items: unknown[] }>(`/audit?execution_id=${removed}`);
  expect(audit.body.items[0]).toMatchObject({
    ...{ action: 'execution_removed', source: 'retention', actor: null },
    details: { deliverable_type: type, status: 'completed' },
  });
  expect(audit.body.items.length).toBeGreaterThan(2);
});
it('what is parked stays, and so does what an open rerun is made from', async () => {
  const kept = await Promise.all([parked, source, rerun].map((id) => second.get(`/executions/${id}`)));
  expect(kept.map(({ status }) => status)).toEqual([200, 200, 200]);
});
/** Temporal takes up to half a minute for it. */
it('has no history in Temporal any more', async () => {
  const { client } = first.platform.parts as PlatformParts;
  const isKnown = () =>
    client.workflow
      .getHandle(removed)
      .describe()
      .then(
        () => true,
        () => false,
      );
  for (const end = Date.now() + 90_000; (await isKnown()) && Date.now() < end; await delay(500));
  expect(await isKnown()).toBe(false);
}, 120_000);
