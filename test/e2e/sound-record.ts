/** What holds for each execution after whatever has happened: its log, its record, its audit and its calls agree. */
import { expect } from '@jest/globals';
import { isFinalEvent, type ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution, StepRecord } from '../../src/contracts/execution.js';
import type { ApiClient } from './api-client.js';
import { expectGapless, named } from './event-log.js';

interface Entry {
  action: string;
  step_number?: number;
  attempt?: number;
  details: { item?: number };
}
interface Entries {
  items: Entry[];
  next_cursor: string | null;
}
/** Requests that arrived, by Idempotency-Key. */
type Requests = ReadonlyMap<string, number>;
const NOT_AUDITED = new Set(['progress_update', 'step_progress']);
const STEP_ENDS = new Set(['step_completed', 'step_failed', 'step_skipped']);

export async function expectSound(client: ApiClient, execution: Execution, requests: Requests): Promise<void> {
  await expectSoundRecord(client, execution);
  expectCallsRecorded(execution, requests);
}
/** Whatever was called. */
export async function expectSoundRecord(client: ApiClient, execution: Execution): Promise<void> {
  const { execution_id } = execution;
  const events = await client.events(execution_id);
  expectSoundLog(events, execution);
  for (const step of execution.steps) expectSoundStep(step, events);
  expectAudited(await auditOf(client, execution_id), events);
}
function expectSoundLog(events: ExecutionEvent[], { steps, total_time_ms }: Execution): void {
  expectGapless(events);
  expect(named(events, 'execution_started')).toHaveLength(1);
  expect(events.filter(isFinalEvent)).toEqual(events.slice(-1));
  expectNoRepeats(events.filter(({ event }) => event.startsWith('step_')).map(identityOf));
  expect(named(events, 'progress_update').at(-1)?.progress_percent).toBe(100);
  expect(steps.every(({ status }) => !['pending', 'running'].includes(status))).toBe(true);
  expect(total_time_ms).toBeGreaterThanOrEqual(0);
}
/** A step begins its attempts in order, ends once (again only after a recovery), and each attempt is told once. */
function expectSoundStep(step: StepRecord, events: ExecutionEvent[]): void {
  const own = events.filter((event) => 'step_number' in event && event.step_number === step.step_number);
  const begun = named(own, 'step_started').map(({ attempt }) => attempt);
  expect(begun).toEqual([...begun].sort((a, b) => a - b));
  const told = named(own, 'step_retrying').map(({ item, attempt }) => [item, attempt]);
  expect(step.retries.map(({ item, attempt }) => [item, attempt])).toEqual(told);
  expect(Math.max(0, ...begun, ...told.map(([, attempt]) => attempt ?? 0))).toBeLessThanOrEqual(step.attempts);
  const ends = own.filter(({ event }) => STEP_ENDS.has(event)).map(({ event }) => event);
  const recovered = ends[0] === 'step_failed' && ends.length === 2;
  expect([step.step_number, ends.slice(recovered ? 1 : 0)]).toEqual([step.step_number, [`step_${step.status}`]]);
  expect(step.execution_time_ms ?? 0).toBeGreaterThanOrEqual(0);
}
function expectAudited(entries: Entry[], events: ExecutionEvent[]): void {
  const audited = entries.filter(({ action }) => !action.startsWith('command_'));
  const expected = events.filter(({ event }) => !NOT_AUDITED.has(event)).map(identityOf);
  const told = audited.map(({ action, step_number, attempt, details }) =>
    identity(action, step_number, attempt, details.item),
  );
  expect(told.sort()).toEqual(expected.sort());
}
/** Each request belongs to an attempt on record, and what completed by itself has made one. */
function expectCallsRecorded({ execution_id, steps }: Execution, requests: Requests): void {
  for (const step of steps) {
    const key = `${execution_id}/${step.step_number}`;
    const calls = step.items?.map((item) => ({ ...item, key: `${key}/${item.index}` })) ?? [{ ...step, key }];
    for (const { key: own, attempts, status } of calls) {
      const made = requests.get(own) ?? 0;
      if (step.function !== 'http.request') expect([own, made]).toEqual([own, 0]);
      else expect([own, made <= attempts, status !== 'completed' || made >= 1]).toEqual([own, true, true]);
    }
  }
}
/** Nobody but these executions has called. */
export function expectNoOtherCalls(executions: Execution[], requests: Requests): void {
  const known = new Set(executions.map(({ execution_id }) => execution_id));
  expect([...requests.keys()].filter((key) => !known.has(key.split('/')[0] ?? ''))).toEqual([]);
}
async function auditOf(client: ApiClient, execution_id: string): Promise<Entry[]> {
  const { body } = await client.get<Entries>(`/audit?execution_id=${execution_id}&limit=200`);
  expect(body.next_cursor).toBeNull();
  return body.items;
}
function expectNoRepeats(identities: string[]): void {
  const repeated = identities.filter((one, index) => identities.indexOf(one) !== index);
  expect(repeated).toEqual([]);
}
const identity = (name: string, step_number?: number, attempt?: number, item?: number): string =>
  [name, step_number ?? '-', attempt ?? '-', item ?? '-'].join(' ');

/** What tells an event from every other of its execution, and what the audit keeps of it. */
function identityOf(event: ExecutionEvent): string {
  const step_number = 'step_number' in event ? event.step_number : undefined;
  switch (event.event) {
    case 'step_failed':
      return identity(event.event, step_number, event.error.attempt);
    case 'step_completed':
      return identity(event.event, step_number, event.error?.attempt ?? event.attempt);
    case 'step_skipped':
      return identity(event.event, step_number, event.error?.attempt);
    default:
      return identity(
        event.event,
        step_number,
        'attempt' in event ? event.attempt : undefined,
        'item' in event ? event.item : undefined,
      );
  }
}
