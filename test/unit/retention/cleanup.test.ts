/** What is deleted when it is old enough, and what is not, in a real PostgreSQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { readConfiguration } from '../../../src/configuration.js';
import type { ExecutionState } from '../../../src/contracts/execution.js';
import { EventSegmentStore } from '../../../src/executions/event-segment-store.js';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { auditEntries } from '../../../src/retention/audit-entries.js';
import type { Cleanup } from '../../../src/retention/cleanup-task.js';
import { closedExecutions } from '../../../src/retention/closed-executions.js';
import { cleanUp, CLEANUP_LOCK, type CleanupOptions, keepCleanedUp } from '../../../src/retention/daily-cleanup.js';
import { idempotencyKeys } from '../../../src/retention/idempotency-keys.js';
import { daysAgo, eventsOf, requestOf, stateOf } from '../storage/records.js';
import { startTestDatabase, type TestDatabase } from '../storage/test-database.js';

let storage: TestDatabase;
let executions: ExecutionStore;
let forgotten: string[];
beforeAll(async () => {
  storage = await startTestDatabase();
  executions = new ExecutionStore(storage.database);
}, 60_000);
afterAll(() => storage.stop(), 60_000);
beforeEach(async () => {
  forgotten = [];
  await storage.query(sql`TRUNCATE executions, event_segments, event_journal, idempotency_keys`);
});

function cleanup(more: Partial<Cleanup> = {}): Cleanup {
  return {
    orm: storage.database.orm,
    retention: { executions_days: 7, audit_days: 30 },
    historyKeptMs: () => Promise.resolve(0),
    forget: async (ids) => void forgotten.push(...ids),
    stopped: new AbortController().signal,
    ...more,
  };
}
interface Kept {
  created: number;
  /** Null while it is open or parked. */
  closed: number | null;
  rerun_of?: string;
}
async function execution({ created, closed, rerun_of }: Kept): Promise<string> {
  const request = requestOf({ created_at: daysAgo(created), ...(rerun_of && { rerun_of }) });
  const { execution_id } = request;
  await executions.insert(request, null);
  const ended: Partial<ExecutionState> =
    closed === null ? { status: 'running', completed_at: null } : { completed_at: daysAgo(closed) };
  const events = eventsOf(execution_id, [{ event: 'execution_paused' }, { event: 'execution_resumed' }]);
  await executions.save({ request, run_id: 'run', state: stateOf(ended), events });
  await new EventSegmentStore(storage.database).save(execution_id, events.slice(0, 1));
  return execution_id;
}
async function idsIn(table: string): Promise<string[]> {
  const rows = await storage.query<{ id: string }>(
    sql`SELECT execution_id AS id FROM ${sql.identifier(table)} GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}

describe('a closed execution', () => {
  it('goes with its log and its history when it closed longer ago than RETENTION_DAYS', async () => {
    const old = await execution({ created: 20, closed: 8 });
    const kept = [await execution({ created: 20, closed: 6 }), await execution({ created: 20, closed: null })].sort();
    expect(await closedExecutions.clean(cleanup())).toBe(1);
    expect(forgotten).toEqual([old]);
    for (const table of ['executions', 'event_segments', 'event_journal']) expect(await idsIn(table)).toEqual(kept);
  });
  it('stays for ever where nothing is said', async () => {
    await execution({ created: 2_000, closed: 2_000 });
    const retention = { executions_days: null, audit_days: null };
    expect(await closedExecutions.clean(cleanup({ retention }))).toBe(0);
  });
  it('stays while a rerun of it is open, and goes when that has closed', async () => {
    const source = await execution({ created: 20, closed: 19 });
    const rerun = await execution({ created: 10, closed: null, rerun_of: source });
    expect(await closedExecutions.clean(cleanup())).toBe(0);
    await storage.query(
      sql`UPDATE executions SET status = 'completed', completed_at = now() WHERE execution_id = ${rerun}`,
    );
    expect(await closedExecutions.clean(cleanup())).toBe(1);
    expect(await storage.query(sql`SELECT rerun_of FROM executions`)).toEqual([{ rerun_of: source }]);
  });
  it('leaves an entry in the audit, whose entries of it stay', async () => {
    const old = await execution({ created: 20, closed: 8 });
    await closedExecutions.clean(cleanup());
    const entries = await storage.query(
      sql`SELECT action, source FROM audit_entries WHERE execution_id = ${old} ORDER BY id`,
    );
    expect(entries.at(-1)).toEqual({ action: 'execution_removed', source: 'retention' });
    expect(entries).toHaveLength(3);
  });
  it('leaves the newest place in the journal, from which positions are counted on', async () => {
    await execution({ created: 20, closed: 8 });
    const position = async () => {
      const [row] = await storage.query<{ last: string }>(sql`SELECT max(last_position) AS last FROM event_journal`);
      return Number(row?.last);
    };
    const before = await position();
    await closedExecutions.clean(cleanup());
    expect(await position()).toBe(before);
    await execution({ created: 1, closed: null });
    expect(await position()).toBe(before + 2);
  });
  it('is removed in batches, until none is left or the process is to end', async () => {
    await storage.query(sql`
      INSERT INTO executions (execution_id, deliverable_type, version, status, created_at, completed_at, request)
      SELECT 'old-' || n, 'stored', 1, 'completed', now() - interval '9 days', now() - interval '8 days', '{}'
      FROM generate_series(1, 203) AS n`);
    expect(await closedExecutions.clean(cleanup({ stopped: AbortSignal.abort() }))).toBe(0);
    expect(await closedExecutions.clean(cleanup())).toBe(203);
  });
  it('keeps its row when Temporal does not forget it: the next cleanup begins with it again', async () => {
    const old = await execution({ created: 20, closed: 8 });
    const forget = () => Promise.reject(new Error('UNAVAILABLE'));
    await expect(closedExecutions.clean(cleanup({ forget }))).rejects.toThrow('UNAVAILABLE');
    expect(await idsIn('executions')).toEqual([old]);
  });
});

describe('an audit entry', () => {
  beforeEach(async () => {
    await storage.query(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
    await storage.query(sql`TRUNCATE audit_entries`);
    await storage.query(sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`);
  });
  const enter = (days: number, action = `aged ${days}`) =>
    storage.query(sql`
      INSERT INTO audit_entries (action, source, details, timestamp)
      VALUES (${action}, 'test', '{}', ${daysAgo(days)})`);
  const actions = async () => {
    const rows = await storage.query<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY id`);
    return rows.map(({ action }) => action);
  };
  it('goes when it is older than AUDIT_RETENTION_DAYS, and an entry says how many did', async () => {
    await enter(50);
    await enter(31);
    await enter(29);
    expect(await auditEntries.clean(cleanup())).toBe(2);
    expect(await actions()).toEqual(['aged 29', 'audit_entries_removed']);
    const [entry] = await storage.query(sql`SELECT details FROM audit_entries WHERE action = 'audit_entries_removed'`);
    expect(entry).toMatchObject({ details: { entries: 2 } });
    expect(await auditEntries.clean(cleanup())).toBe(0);
  });
  it('stays for ever where nothing is said', async () => {
    await enter(4_000);
    const retention = { executions_days: 7, audit_days: null };
    expect(await auditEntries.clean(cleanup({ retention }))).toBe(0);
  });
  it('is given up by no statement but that one, and never when it is younger than 30 days', async () => {
    await enter(29, 'young');
    const remove = storage.query(sql`SELECT remove_audit_entries(now(), 100000)`);
    await expect(remove).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } });
    await enter(40, 'old');
    const directly = storage.query(sql`DELETE FROM audit_entries WHERE timestamp < now() - interval '31 days'`);
    await expect(directly).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } });
  });
});

describe('what is good for a time only', () => {
  it('an idempotency key goes after 7 days', async () => {
    await storage.query(sql`
      INSERT INTO idempotency_keys (deliverable_type, key, request_hash, execution_id, created_at)
      SELECT 'stored', 'aged ' || days, '', '', now() - days * interval '1 day' FROM unnest(ARRAY[6, 8]) AS days`);
    expect(await idempotencyKeys.clean(cleanup())).toBe(1);
    expect(await storage.query(sql`SELECT key FROM idempotency_keys`)).toEqual([{ key: 'aged 6' }]);
  });
});

describe('the daily cleanup', () => {
  /** Nobody answers at its Temporal. */
  const unreachable = { withDeadline: () => Promise.reject(new Error('UNAVAILABLE')) };
  const lines: string[] = [];
  function options(stopped = new AbortController().signal): CleanupOptions {
    lines.length = 0;
    const configuration = readConfiguration({ RETENTION_DAYS: '7' });
    const parts = { database: storage.database, connection: unreachable, configuration };
    const say = (line: string) => void lines.push(line);
    return { parts: parts as unknown as CleanupOptions['parts'], stopped, log: say, warn: say };
  }
  const addKey = () =>
    storage.query(sql`
      INSERT INTO idempotency_keys (deliverable_type, key, request_hash, execution_id, created_at)
      VALUES ('stored', 'aged', '', '', '2026-01-01')`);

  it('says what it deleted, and does the rest when one thing cannot be done', async () => {
    await addKey();
    await execution({ created: 20, closed: 8 });
    await cleanUp(options());
    expect(lines).toEqual([
      'Deleted 1 idempotency key(s) older than 7 days',
      expect.stringMatching(/^No closed execution.* until tomorrow: Error: UNAVAILABLE/),
      expect.stringMatching(/^No stored payload.* until tomorrow: Error: UNAVAILABLE/),
    ]);
  });
  it('is made by one process at a time', async () => {
    await addKey();
    await storage.database.exclusively(CLEANUP_LOCK, () => cleanUp(options()));
    expect(lines).toEqual([]);
  });
  it('ends with the process', async () => {
    const stopping = new AbortController();
    const kept = keepCleanedUp(options(stopping.signal));
    stopping.abort();
    await kept;
    expect(lines).toEqual([]);
  });
});

describe('RETENTION_DAYS and AUDIT_RETENTION_DAYS', () => {
  it('are for ever where they are not set', () => {
    expect(readConfiguration({}).retention).toEqual({ executions_days: null, audit_days: null });
  });
  it.each([
    ['RETENTION_DAYS', '6', 7],
    ['RETENTION_DAYS', '7.5', 7],
    ['AUDIT_RETENTION_DAYS', '29', 30],
    ['AUDIT_RETENTION_DAYS', 'long', 30],
  ])('%s=%s is refused', (name, value, least) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(
      `${name}=${value} is not a whole number of days from ${least}`,
    );
  });
});
