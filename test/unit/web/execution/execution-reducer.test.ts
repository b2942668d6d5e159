import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import type { Execution, Risk } from '../../../../src/contracts/execution.js';
import {
  applyEvents,
  indexOfStep,
  liveExecution,
  withRecord,
} from '../../../../web/src/pages/execution/execution-reducer.js';
import { at, completed, ended, event, execution, failed, started, step } from './known-execution.js';

const after = (known: Execution, ...events: ExecutionEvent[]) => applyEvents(liveExecution(known, 0), events);
const RISK: Risk = { score: 0.9, factors: [], decision: 'requires_approval' };

describe('a step', () => {
  it('runs from its start and has its output at its end', () => {
    const running = after(execution([step(1)]), started(1, 1, 1));
    expect(running.execution.steps[0]).toMatchObject({ status: 'running', attempts: 1, started_at: at(1) });
    const done = applyEvents(running, [completed(2, 2, 1)]);
    expect(done.execution.steps[0]).toMatchObject({
      status: 'completed',
      output: { value: 1 },
      completed_at: at(2),
      execution_time_ms: 1000,
    });
    expect(done.last_seq).toBe(2);
  });
  it('that ends without a start of its own has begun its own time before', () => {
    expect(after(execution([step(1)]), completed(1, 5, 1)).execution.steps[0]?.started_at).toBe(at(4));
  });
  it('keeps each failed attempt once', () => {
    const retrying = event(2, 2, {
      event: 'step_retrying',
      step_number: 1,
      attempt: 1,
      error_type: 'busy',
      message: 'Busy',
      transient: true,
      delay_seconds: 2,
    });
    const { execution: now } = after(execution([step(1)]), started(1, 1, 1), retrying, retrying, started(3, 4, 1, 2));
    expect(now.steps[0]).toMatchObject({ status: 'running', attempts: 2 });
    expect(now.steps[0]?.retries).toEqual([
      { attempt: 1, error_type: 'busy', message: 'Busy', delay_seconds: 2, timestamp: at(2) },
    ]);
  });
  it('of a list keeps the failed attempts of its items apart', () => {
    const retry = (seq: number, item: number) =>
      event(seq, seq, {
        event: 'step_retrying',
        step_number: 1,
        item,
        attempt: 1,
        error_type: 'busy',
        message: 'Busy',
        transient: true,
        delay_seconds: 1,
      });
    const { execution: now } = after(execution([step(1)]), retry(1, 0), retry(2, 1), retry(2, 1));
    expect(now.steps[0]?.retries.map(({ item }) => item)).toEqual([0, 1]);
  });
  it('says how far it is until its attempt is over', () => {
    const progress = event(2, 2, { event: 'step_progress', step_number: 1, progress_percent: 40, output: { part: 2 } });
    const running = after(execution([step(1)]), started(1, 1, 1), progress);
    expect(running.reports.get(1)).toEqual({ percent: 40, output: { part: 2 } });
    expect(applyEvents(running, [completed(3, 3, 1)]).reports.has(1)).toBe(false);
  });
  it('that is skipped says why', () => {
    const skipped = event(1, 1, {
      event: 'step_skipped',
      step_number: 1,
      step_name: 'step_1',
      reason: 'condition_false',
      error: null,
    });
    expect(after(execution([step(1)]), skipped).execution.steps[0]).toMatchObject({
      status: 'skipped',
      skip_reason: 'condition_false',
    });
  });
  it('of another kind than a function asks for the record, which says what it waits for', () => {
    const waits = step(1, { function: 'flow.signal' });
    expect(after(execution([waits]), started(1, 1, 1)).stale).toBe(true);
    expect(after(execution([step(1)]), started(1, 1, 1)).stale).toBe(false);
  });
});

describe('events older than the record', () => {
  it('do not undo an end', () => {
    const known = execution([ended(1, 1, 2)]);
    const { execution: now } = after(known, started(1, 1, 1), completed(2, 2, 1));
    expect(now.steps[0]).toBe(known.steps[0]);
  });
  it('do not fail a step that was recovered since', () => {
    const retried = step(1, { status: 'running', attempts: 2, started_at: at(1) });
    expect(after(execution([retried]), failed(1, 2, 1, 1)).execution.steps[0]?.status).toBe('running');
  });
  it('applied twice are applied once', () => {
    const events = [started(1, 1, 1), completed(2, 2, 1), started(3, 2, 2), failed(4, 3, 2)];
    const once = after(execution([step(1), step(2)]), ...events);
    const twice = applyEvents(once, events);
    expect(twice.execution.steps).toEqual(once.execution.steps);
  });
});

describe('a failed step', () => {
  const parked = event(3, 3, {
    event: 'execution_failed',
    error: { type: 'step_failed', message: 'Step 1 failed' },
    failed_steps: [1],
    dead_letter: { parked_until: at(900) },
    recovery: [],
    total_time_ms: 3000,
  });
  it('parks the execution, which stays open', () => {
    const { execution: now } = after(execution([step(1)]), started(1, 1, 1), failed(2, 2, 1), parked);
    expect(now).toMatchObject({ status: 'failed', completed_at: null, dead_letter: { parked_until: at(900) } });
    expect(now.steps[0]?.error?.message).toBe('It broke');
  });
  it('that is retried by hand runs again, and the execution with it', () => {
    const retried = after(execution([step(1)]), started(1, 1, 1), failed(2, 2, 1), parked, started(4, 10, 1, 2));
    expect(retried.execution).toMatchObject({ status: 'running', dead_letter: null, error: null });
    expect(retried.execution.steps[0]).toMatchObject({
      status: 'running',
      attempts: 2,
      error: null,
      completed_at: null,
    });
    expect(retried.stale).toBe(true);
  });
});

describe('the execution', () => {
  it('follows pause, resume and progress', () => {
    const paused = after(execution([step(1), step(2)]), event(1, 1, { event: 'execution_paused' }));
    expect(paused.execution.status).toBe('paused');
    const progress = { completed_steps: 1, total_steps: 2, progress_percent: 50 };
    const resumed = applyEvents(paused, [
      event(2, 2, { event: 'execution_resumed' }),
      event(3, 3, { event: 'progress_update', ...progress }),
    ]);
    expect(resumed.execution).toMatchObject({ status: 'running', progress });
  });
  it('waits for a decision and says which it was', () => {
    const asked = after(
      execution([ended(1, 0, 1)]),
      event(1, 2, { event: 'approval_required', risk: RISK, expires_at: at(90) }),
    );
    expect(asked.execution).toMatchObject({
      status: 'awaiting_approval',
      approval: { status: 'pending', expires_at: at(90) },
    });
    const decided = applyEvents(asked, [
      event(2, 5, { event: 'approval_decided', decision: 'approved', by: 'ben', notes: null }),
    ]);
    expect(decided.execution.approval).toMatchObject({ status: 'approved', decided_by: 'ben', decided_at: at(5) });
  });
  it('ends with its output, and asks for the record once more', () => {
    const end = event(1, 9, {
      event: 'execution_completed',
      status: 'completed',
      total_time_ms: 9000,
      output: { a: 1 },
      risk: null,
    });
    const { execution: now, stale } = after(execution([ended(1, 0, 1)]), end);
    expect(now).toMatchObject({ status: 'completed', completed_at: at(9), output_data: { a: 1 }, total_time_ms: 9000 });
    expect(stale).toBe(true);
  });
  it('that is cancelled cancels the steps that had not ended', () => {
    const { execution: now } = after(
      execution([ended(1, 0, 1), step(2, { status: 'running' }), step(3)]),
      event(1, 3, { event: 'execution_cancelled', total_time_ms: 3000 }),
    );
    expect(now.steps.map(({ status }) => status)).toEqual(['completed', 'cancelled', 'cancelled']);
  });
  it('that is closed is not changed by what is older', () => {
    const closed = execution([ended(1, 0, 1)], { status: 'completed', completed_at: at(5) });
    expect(after(closed, event(1, 1, { event: 'execution_paused' })).execution.status).toBe('completed');
  });
});

describe('a record read anew', () => {
  it('takes in the events since it was asked for', () => {
    const live = after(execution([step(1), step(2)]), started(1, 1, 1), completed(2, 2, 1));
    const older = execution([step(1, { status: 'running', attempts: 1, started_at: at(1) }), step(2)]);
    const now = withRecord({ ...live, stale: true }, older, [completed(2, 2, 1)]);
    expect(now.execution.steps[0]?.status).toBe('completed');
    expect(now.stale).toBe(false);
    expect(now.last_seq).toBe(2);
  });
  it('keeps the objects of steps that are the same, so that they are not drawn again', () => {
    const live = liveExecution(execution([ended(1, 0, 1), step(2)]), 0);
    const now = withRecord(live, execution([ended(1, 0, 1), ended(2, 1, 2)]), []);
    expect(now.execution.steps[0]).toBe(live.execution.steps[0]);
    expect(now.execution.steps[1]).not.toBe(live.execution.steps[1]);
  });
});

it('steps are found by their number, also where numbers are left out', () => {
  const steps = [step(2), step(5), step(9)];
  expect([2, 5, 9, 1, 6, 10].map((number) => indexOfStep(steps, number))).toEqual([0, 1, 2, -1, -1, -1]);
});
it('a batch of 30,000 events over 10,000 steps is applied in a moment', () => {
  const steps = Array.from({ length: 10_000 }, (_, index) => step(index + 1));
  const events = steps.flatMap(({ step_number }, index) => [
    started(index * 2 + 1, 1, step_number),
    completed(index * 2 + 2, 2, step_number),
  ]);
  const begin = performance.now();
  const { execution: now } = after(execution(steps), ...events);
  expect(now.steps.every(({ status }) => status === 'completed')).toBe(true);
  expect(performance.now() - begin).toBeLessThan(1_000);
});
