import { expect, it } from '@jest/globals';
import { lostRecord } from '../../../src/executions/lost-execution.js';
import { AT, eventsOf, requestOf, stateOf, stepOf } from '../storage/records.js';

const LATER = '2026-01-01T00:00:05.000Z';
const request = requestOf();
const started = { event: 'step_started', step_number: 1, step_name: 'step_1', attempt: 1 } as const;
const lost = (more: Partial<Parameters<typeof lostRecord>[0]> = {}) =>
  lostRecord({ request, state: stateOf(), log: { items: [], last_seq: 0 }, run_id: 'run', at: LATER, ...more });

it('a lost execution is failed, closed, and no longer parked', () => {
  const state = stateOf({ status: 'running', completed_at: null, dead_letter: { parked_until: AT } });
  expect(lost({ state }).state).toMatchObject({
    status: 'failed',
    error: { type: 'workflow_lost' },
    dead_letter: null,
    completed_at: LATER,
    total_time_ms: 5_000,
  });
});
it('its steps that had not ended are cancelled, and the others stay as they are', () => {
  const statuses = ['completed', 'running', 'failed', 'pending', 'skipped'] as const;
  const steps = statuses.map((status, n) => stepOf(n + 1, { status }));
  const { state, events } = lost({ state: stateOf({ steps }) });
  expect(state.steps.map(({ status }) => status)).toEqual(['completed', 'cancelled', 'failed', 'cancelled', 'skipped']);
  expect(state.steps.map(({ completed_at }) => completed_at)).toEqual([null, LATER, null, LATER, null]);
  expect(events.at(-1)).toMatchObject({ event: 'execution_failed', failed_steps: [3] });
});
it.each([
  ['nothing is known', [], 0, [1]],
  ['the beginning is known', eventsOf(request.execution_id, [started, started]), 2, [1, 2, 3]],
  ['the end of a long log is known', eventsOf(request.execution_id, [started], 50), 50, [50, 51]],
  ['all of it is stored apart', [], 80, [81]],
])('its log goes on to a final event, without gap, where %s', (_, items, last_seq, seqs) => {
  const { events, run_id } = lost({ log: { items, last_seq } });
  expect(events.map(({ seq }) => seq)).toEqual(seqs);
  expect(events.at(-1)).toMatchObject({ event: 'execution_failed', dead_letter: null, recovery: [], timestamp: LATER });
  expect(run_id).toBe('run');
});
it('one that never began has taken no time', () => {
  expect(lost({ state: stateOf({ started_at: null }) }).state.total_time_ms).toBe(0);
});
