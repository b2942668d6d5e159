/** The audit in a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { AuditStore, type StoredEntry } from '../../../src/audit/audit-store.js';
import { entriesOf } from '../../../src/audit/audit-log.js';
import { entryOfCommand, entryOfStart } from '../../../src/audit/command-entry.js';
import type { AppliedCommand } from '../../../src/contracts/commands.js';
import type { EventBody } from '../../../src/contracts/events.js';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { AT, eventsOf, recordOf, requestOf } from '../storage/records.js';
import { startTestDatabase, type TestDatabase } from '../storage/test-database.js';

let storage: TestDatabase;
let audit: AuditStore;
let executions: ExecutionStore;
beforeAll(async () => {
  storage = await startTestDatabase();
  audit = new AuditStore(storage.database);
  executions = new ExecutionStore(storage.database);
}, 60_000);
afterAll(() => storage.stop(), 60_000);

const started: EventBody = { event: 'step_started', step_number: 1, step_name: 'one', attempt: 1 };
const paused: EventBody = { event: 'execution_paused' };
const cancelled: EventBody = { event: 'execution_cancelled', total_time_ms: 1 };

const seqsAndActions = (entries: StoredEntry[]) => entries.map(({ seq, action }) => [seq, action]);
async function entriesFor(execution_id: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for await (const batch of audit.batches({ execution_id })) entries.push(...batch);
  return entries;
}
const command = (execution_id: string, number: number) => ({
  action: 'command_pause',
  execution_id,
  seq: null,
  act: null,
  step_number: null,
  attempt: null,
  actor: null,
  source: 'api 127.0.0.1',
  details: { number },
  timestamp: AT,
});

describe('the log of an execution', () => {
  it('is audited with the record, each event once, however often the record is stored', async () => {
    const record = recordOf([started, paused, cancelled]);
    for (let times = 0; times < 3; times += 1) await executions.save(record);
    expect(seqsAndActions(await entriesFor(record.request.execution_id))).toEqual([
      [1, 'step_started'],
      [2, 'execution_paused'],
      [3, 'execution_cancelled'],
    ]);
  });
  it('fills the gaps of what was told while it ran', async () => {
    const record = recordOf([started, paused, cancelled]);
    await audit.append(entriesOf(record.events.slice(1, 2)));
    await executions.save(record);
    expect(seqsAndActions(await entriesFor(record.request.execution_id)).sort()).toEqual([
      [1, 'step_started'],
      [2, 'execution_paused'],
      [3, 'execution_cancelled'],
    ]);
  });
  it('may be the later part of a longer one', async () => {
    const record = recordOf([started, cancelled], { first: 900 });
    await executions.save(record);
    expect(seqsAndActions(await entriesFor(record.request.execution_id))).toEqual([
      [900, 'step_started'],
      [901, 'execution_cancelled'],
    ]);
  });
  it('stands beside what was told otherwise, under the negative of its seq', async () => {
    const record = recordOf([started, cancelled]);
    await audit.append(entriesOf(eventsOf(record.request.execution_id, [started, paused])));
    for (let times = 0; times < 2; times += 1) await executions.save(record);
    expect(seqsAndActions(await entriesFor(record.request.execution_id))).toEqual([
      [1, 'step_started'],
      [2, 'execution_paused'],
      [-2, 'execution_cancelled'],
    ]);
  });
  it('is not told again when it is heard late', async () => {
    const record = recordOf([started, cancelled]);
    await executions.save(record);
    await audit.append(entriesOf(eventsOf(record.request.execution_id, [started, paused])));
    expect(await entriesFor(record.request.execution_id)).toHaveLength(2);
  });
  it('goes in with the record or not at all', async () => {
    const record = recordOf([started, cancelled]);
    const broken = { ...record, state: { ...record.state, total_time_ms: 2 ** 40 } };
    await expect(executions.save(broken)).rejects.toThrow('integer');
    expect(await entriesFor(record.request.execution_id)).toEqual([]);
  });
  it('keeps messages with characters that PostgreSQL has no text for', async () => {
    const message = 'a\u0000b\ud800c';
    const attempt = { error_type: 'error', message, transient: false, delay_seconds: 1 };
    const record = recordOf([{ event: 'step_retrying', step_number: 1, attempt: 1, ...attempt }]);
    await executions.save(record);
    expect((await entriesFor(record.request.execution_id))[0]?.details).toEqual(attempt);
  });
});

describe('a command', () => {
  const pause = { id: 'c1', command: { kind: 'pause', actor: 'ana', source: 'api ::1', id: 'c1' }, at: AT } as const;
  const applied: AppliedCommand = { ...pause, status: 'paused' };
  it('is audited with the record, once, also where it was told before', async () => {
    const record = { ...recordOf([started, cancelled]), commands: [applied] };
    const { execution_id } = record.request;
    await audit.append([entryOfCommand(execution_id, applied)]);
    for (let times = 0; times < 2; times += 1) await executions.save(record);
    const told = (await entriesFor(execution_id)).filter(({ action }) => action === 'command_pause');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ actor: 'ana', source: 'api ::1', details: { status: 'paused' } });
  });
  it('that nobody told is audited with the record', async () => {
    const record = { ...recordOf([started, cancelled]), commands: [applied] };
    await executions.save(record);
    expect(await audit.ofAct(record.request.execution_id, 'c1')).toMatchObject({ action: 'command_pause' });
    expect(await audit.ofAct(record.request.execution_id, 'c2')).toBeNull();
  });
  it('to start an execution, under an API key, is audited with the record too, once', async () => {
    const request = requestOf({ start: { actor: 'ann', source: 'api ::1' } });
    const entry = entryOfStart(request);
    await executions.save(recordOf([started, cancelled], { request }));
    await audit.append(entry === null ? [] : [entry]);
    const told = (await entriesFor(request.execution_id)).filter(({ action }) => action === 'command_execute');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ actor: 'ann', source: 'api ::1', details: { version: 1, user_id: null } });
  });
  it('to run an execution again is audited there, with the record of the new one', async () => {
    const rerun = { from_step: 2, actor: null, source: 'api ::1' };
    const record = recordOf([started, cancelled], { request: requestOf({ rerun_of: 'earlier', rerun }) });
    for (let times = 0; times < 2; times += 1) await executions.save(record);
    const { execution_id } = record.request;
    const [entry, ...others] = await entriesFor('earlier');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ action: 'command_rerun', step_number: 2, source: 'api ::1' });
    expect(entry?.details).toEqual({ execution_id, version: 1, from_step: 2 });
  });
});

describe('what many tell at once', () => {
  it('is stored once, and nobody waits for ever', async () => {
    const logs = ['one', 'two', 'three'].map((id) =>
      entriesOf(
        eventsOf(
          id,
          Array.from({ length: 50 }, () => started),
        ),
      ),
    );
    const told = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? logs : [...logs].reverse()));
    await Promise.all(told.map((entries) => audit.append(entries.flat())));
    expect(await entriesFor('two')).toHaveLength(50);
  });
});

describe('pages', () => {
  it('go from the newest to the oldest, also within one millisecond, without gap or repeat', async () => {
    await audit.append(Array.from({ length: 7 }, (_, n) => command('paged', n)));
    const numbers: unknown[] = [];
    let after: { at: Date; id: string } | undefined;
    for (let pages = 0; pages < 4; pages += 1) {
      const page = await audit.list({ execution_id: 'paged' }, { limit: 2, after });
      numbers.push(...page.items.map(({ details }) => (details as { number: number }).number));
      const last = page.items.at(-1);
      after = last && { at: last.timestamp, id: String(last.id) };
      expect(page.next_cursor === null).toBe(pages === 3);
    }
    expect(numbers).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });
  it('and an export goes from the oldest to the newest, over as many batches as it takes', async () => {
    await audit.append(Array.from({ length: 1_201 }, (_, n) => command('exported', n)));
    const numbers = (await entriesFor('exported')).map(({ details }) => (details as { number: number }).number);
    expect(numbers).toEqual(Array.from({ length: 1_201 }, (_, n) => n));
  });
});

it.each(['UPDATE audit_entries SET actor = NULL', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
  'the table refuses %s',
  async (statement) => {
    await expect(storage.query(sql.raw(statement))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('append-only') },
    });
  },
);
