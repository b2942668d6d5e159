/** Which stored bytes are kept, and which are deleted, in a real PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { collectBlobs } from '../../../src/storage/blob-collector.js';
import { BlobStore } from '../../../src/storage/blob-store.js';
import { DAY_MS, daysAgo, requestOf, stateOf } from './records.js';
import { startTestDatabase, type TestDatabase } from './test-database.js';

const KEPT = { history_kept_ms: 7 * DAY_MS };

let storage: TestDatabase;
let executions: ExecutionStore;
beforeAll(async () => {
  storage = await startTestDatabase();
  executions = new ExecutionStore(storage.database);
}, 60_000);
afterAll(() => storage.stop(), 60_000);
beforeEach(async () => {
  await storage.query(sql`TRUNCATE executions, workflow_versions, workflows, blobs`);
});

async function stored(text: string, used_days_ago: number): Promise<string> {
  const hash = await new BlobStore(storage.database).put(Buffer.from(text));
  await storage.query(sql`UPDATE blobs SET last_used_at = ${daysAgo(used_days_ago)} WHERE hash = ${hash}`);
  return hash;
}
async function left(): Promise<string[]> {
  const rows = await storage.query<{ text: string }>(sql`SELECT convert_from(data, 'UTF8') AS text FROM blobs`);
  return rows.map(({ text }) => text).sort();
}
async function execution(created_days_ago: number, closed_days_ago: number | null, plan_hash = 'none'): Promise<void> {
  const request = requestOf({ created_at: daysAgo(created_days_ago), plan_hash });
  await executions.insert(request, null);
  if (closed_days_ago === null) return;
  await executions.save({
    request,
    run_id: '',
    events: [],
    state: stateOf({ completed_at: daysAgo(closed_days_ago) }),
  });
}

describe('the collection', () => {
  it('deletes what was not used for as long as Temporal keeps histories, and nothing younger', async () => {
    await stored('old', 7.1);
    await stored('young', 6.9);
    expect(await collectBlobs(storage.database.orm, KEPT)).toBe(1);
    expect(await left()).toEqual(['young']);
  });
  it.each([
    ['is open since before', 30, null],
    ['closed so lately that its history is still there', 30, 6.9],
  ])('keeps what an execution may have used that %s', async (_, created, closed) => {
    await execution(created, closed);
    await stored('of its start', 30.9);
    await stored('of another time', 31.1);
    await collectBlobs(storage.database.orm, KEPT);
    expect(await left()).toEqual(['of its start']);
  });
  it('does not wait for executions that closed long ago', async () => {
    await execution(30, 7.1);
    await stored('of its start', 29);
    await collectBlobs(storage.database.orm, KEPT);
    expect(await left()).toEqual([]);
  });
  it('keeps the Plan of every version', async () => {
    const plan = await stored('plan', 300);
    await storage.query(sql`
      INSERT INTO workflows VALUES ('kept', 2, 'active', 'Kept', NULL, 1, now(), now())`);
    await storage.query(sql`
      INSERT INTO workflow_versions VALUES ('kept', 1, 'active', '{}', 'hash', ${plan}, NULL, now())`);
    expect(await collectBlobs(storage.database.orm, KEPT)).toBe(0);
    expect(await left()).toEqual(['plan']);
  });
  it.each([
    ['open', null],
    ['closed', 200],
  ])('keeps the Plan of an execution that is %s', async (_, closed) => {
    await execution(250, closed, await stored('plan', 300));
    await collectBlobs(storage.database.orm, KEPT);
    expect(await left()).toEqual(['plan']);
  });
  it('goes on until nothing is left to delete', async () => {
    await storage.query(sql`
      INSERT INTO blobs (hash, data, last_used_at) SELECT n::text, '', now() - interval '8 days'
      FROM generate_series(1, 1203) AS n`);
    expect(await collectBlobs(storage.database.orm, KEPT)).toBe(1203);
  });
  it('ends between two batches when it is told to', async () => {
    await stored('old', 30);
    await collectBlobs(storage.database.orm, { ...KEPT, signal: AbortSignal.abort() });
    expect(await left()).toEqual(['old']);
  });
});

describe('bytes that are stored again', () => {
  const hoursSinceUse = async (hash: string): Promise<number> => {
    const [row] = await storage.query<{ hours: number }>(sql`
      SELECT round(extract(epoch FROM now() - last_used_at) / 3600)::int AS hours FROM blobs WHERE hash = ${hash}`);
    return row?.hours ?? NaN;
  };
  it('are marked as used now, by a process that did not store them lately', async () => {
    const hash = await stored('again', 3);
    await new BlobStore(storage.database).put(Buffer.from('again'));
    expect(await hoursSinceUse(hash)).toBe(0);
  });
  it('are marked again also where they are in the cache of the process', async () => {
    const hash = await stored('again', 3);
    const blobs = new BlobStore(storage.database);
    await blobs.get(hash);
    await blobs.put(Buffer.from('again'));
    expect(await hoursSinceUse(hash)).toBe(0);
  });
  it('are there again after they were deleted', async () => {
    const hash = await stored('again', 30);
    await collectBlobs(storage.database.orm, KEPT);
    await new BlobStore(storage.database).put(Buffer.from('again'));
    expect((await new BlobStore(storage.database).get(hash)).toString()).toBe('again');
  });
});
