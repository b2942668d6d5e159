/** The parts of long logs, in a real PostgreSQL, and how a log is put together of them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { AuditStore } from '../../../src/audit/audit-store.js';
import type { AppliedCommand } from '../../../src/contracts/commands.js';
import type { EventBody, EventPage, ExecutionEvent } from '../../../src/contracts/events.js';
import { EventSegmentStore } from '../../../src/executions/event-segment-store.js';
import { ExecutionLog } from '../../../src/executions/execution-log.js';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import type { ExecutionWorkflows } from '../../../src/executions/execution-workflows.js';
import { AT, eventsOf, recordOf, requestOf, stateOf } from './records.js';
import { startTestDatabase, type TestDatabase } from './test-database.js';

let storage: TestDatabase;
let segments: EventSegmentStore;
let executions: ExecutionStore;
beforeAll(async () => {
  storage = await startTestDatabase();
  segments = new EventSegmentStore(storage.database);
  executions = new ExecutionStore(storage.database);
}, 60_000);
afterAll(() => storage.stop(), 60_000);

const paused: EventBody = { event: 'execution_paused' };
const resumed: EventBody = { event: 'execution_resumed' };
const cancelled: EventBody = { event: 'execution_cancelled', total_time_ms: 1 };
const part = (id: string, first: number, last: number, body: EventBody = paused): ExecutionEvent[] =>
  eventsOf(
    id,
    Array.from({ length: last - first + 1 }, () => body),
    first,
  );
const seqs = ({ items }: EventPage): number[] => items.map(({ seq }) => seq);
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** The id of an execution that has a row, as each has before its workflow begins. */
async function opened(): Promise<string> {
  const request = requestOf();
  await executions.insert(request, null);
  return request.execution_id;
}
/** A workflow whose present run has the log from `first` on; null for one that is gone. */
function logOver(run: ExecutionEvent[] | null, last_seq = run?.at(-1)?.seq ?? 0): ExecutionLog {
  const eventsAfter = (_: string, seq: number) =>
    Promise.resolve(run && { items: run.filter((event) => event.seq > seq), last_seq });
  return new ExecutionLog(executions, segments, { eventsAfter } as unknown as ExecutionWorkflows);
}

describe('the log of an execution that went on in a new run', () => {
  it.each([
    [0, from(1, 40)],
    [7, from(8, 40)],
    [10, from(11, 40)],
    [25, from(26, 40)],
    [30, from(31, 40)],
    [40, []],
    [Number.MAX_SAFE_INTEGER, []],
  ])('after %d has every event once and in order', async (after, expected) => {
    const id = await opened();
    await segments.save(id, part(id, 1, 10));
    await segments.save(id, part(id, 11, 30));
    const page = await logOver(part(id, 31, 40)).eventsAfter(id, after);
    expect([page && seqs(page), page?.last_seq]).toEqual([expected, 40]);
  });
  it('is whole where the new run has no event yet', async () => {
    const id = await opened();
    await segments.save(id, part(id, 1, 10));
    const page = await logOver([], 10).eventsAfter(id, 4);
    expect(page && seqs(page)).toEqual(from(5, 10));
  });
  it('reads only the parts that are needed', async () => {
    const id = await opened();
    await segments.save(id, part(id, 1, 10));
    await segments.save(id, part(id, 11, 20));
    await storage.query(sql`
      UPDATE event_segments SET events = '"not read"' WHERE execution_id = ${id} AND first_seq = 1`);
    const page = await logOver(part(id, 21, 22)).eventsAfter(id, 10);
    expect(page && seqs(page)).toEqual(from(11, 22));
  });
  it('is whole when it is closed and its record has the end of it', async () => {
    const request = requestOf();
    const { execution_id: id } = request;
    await segments.save(id, part(id, 1, 10));
    await executions.save(recordOf([paused, cancelled], { request, first: 11 }));
    for (const store of [executions, new ExecutionStore(storage.database)]) {
      const log = new ExecutionLog(store, segments, {} as ExecutionWorkflows);
      const whole = await log.eventsAfter(id, 0);
      expect([whole && seqs(whole), whole?.last_seq]).toEqual([from(1, 12), 12]);
      expect((await log.eventsAfter(id, 11))?.items.map(({ event }) => event)).toEqual(['execution_cancelled']);
    }
  });
  it('is as it was stored last where the workflow is gone', async () => {
    const request = requestOf();
    const { execution_id: id } = request;
    await executions.save({ ...recordOf([paused, resumed], { request }), state: stateOf({ completed_at: null }) });
    expect(await logOver(null).eventsAfter(id, 0)).toMatchObject({ items: [{ seq: 1 }, { seq: 2 }], last_seq: 2 });
    await segments.save(id, part(id, 1, 10));
    expect(await logOver(null).lastStored(id)).toEqual({ items: [], last_seq: 10 });
    const whole = await logOver(null).eventsAfter(id, 0);
    expect(whole && seqs(whole)).toEqual(from(1, 10));
  });
  it('is null for an execution that nobody knows', async () => {
    expect(await logOver(null).eventsAfter('nobody', 0)).toBeNull();
  });
  it('is null for one that was removed, also while Temporal still knows it', async () => {
    const id = randomUUID();
    expect(await logOver(part(id, 1, 3)).eventsAfter(id, 0)).toBeNull();
  });
});

describe('a part of a log', () => {
  it('may come again', async () => {
    const id = await opened();
    for (let times = 0; times < 3; times += 1) await segments.save(id, part(id, 1, 10));
    const page = await logOver([], 10).eventsAfter(id, 0);
    expect(page && seqs(page)).toEqual(from(1, 10));
  });
  it.each([
    ['longer', [10, 20], 20],
    ['shorter', [20, 10], 20],
  ])('may come again and be %s: no event is lost and none is there twice', async (_, [first = 0, second = 0], last) => {
    const id = await opened();
    await segments.save(id, part(id, 1, first));
    await segments.save(id, part(id, 1, second));
    if (second < last) await segments.save(id, part(id, second + 1, last));
    const page = await logOver([], last).eventsAfter(id, 0);
    expect(page && seqs(page)).toEqual(from(1, last));
  });
  it('has the events as they were stored last, where Temporal had the task done again and it went otherwise', async () => {
    const id = await opened();
    await segments.save(id, part(id, 1, 4, paused));
    await segments.save(id, part(id, 1, 3, resumed));
    const page = await logOver(part(id, 4, 4, resumed)).eventsAfter(id, 0);
    expect(page?.items.map(({ event }) => event)).toEqual(Array(4).fill('execution_resumed'));
  });
  it('without events is nothing, and the commands given meanwhile are audited all the same', async () => {
    const pause: AppliedCommand = { id: 'c', command: { kind: 'pause', actor: null }, status: 'paused', at: AT };
    await segments.save('empty', []);
    await segments.save('empty', [], [pause]);
    expect(await segments.lastSeq('empty')).toBe(0);
    expect(await new AuditStore(storage.database).ofAct('empty', 'c')).toMatchObject({ action: 'command_pause' });
  });
  it('is audited with what stores it, and so are the commands given meanwhile', async () => {
    const id = randomUUID();
    const pause: AppliedCommand = { id: 'c', command: { kind: 'pause', actor: null }, status: 'paused', at: AT };
    for (let times = 0; times < 2; times += 1) await segments.save(id, part(id, 5, 6), [pause]);
    const entries = [];
    for await (const batch of new AuditStore(storage.database).batches({ execution_id: id })) entries.push(...batch);
    expect(entries.map(({ seq, act, action }) => [seq, act, action])).toEqual([
      [5, null, 'execution_paused'],
      [6, null, 'execution_paused'],
      [null, 'c', 'command_pause'],
    ]);
  });
  it('goes with the row of its execution', async () => {
    const request = requestOf();
    await executions.insert(request, null);
    await segments.save(request.execution_id, part(request.execution_id, 1, 2));
    await executions.remove(request.execution_id);
    expect(await segments.lastSeq(request.execution_id)).toBe(0);
  });
});
