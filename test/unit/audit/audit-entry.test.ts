import { describe, expect, it } from '@jest/globals';
import { entryOfEvent } from '../../../src/audit/audit-entry.js';
import type { EventBody } from '../../../src/contracts/events.js';
import type { StepError } from '../../../src/contracts/execution.js';
import { AT, eventsOf } from '../storage/records.js';

const entryOf = (body: EventBody) => eventsOf('x', [body]).map(entryOfEvent)[0];
const step = { step_number: 2, step_name: 'two' };
const error: StepError = { type: 'timeout', message: 'too late', transient: true, attempt: 3 };
const lastAttempt = { error_type: 'timeout', message: 'too late', transient: true, delay_seconds: null };

describe('the audit entry of an event', () => {
  it('has its name, its execution, its seq and its time, and comes from the workflow', () => {
    expect(entryOf({ event: 'execution_paused' })).toEqual({
      action: 'execution_paused',
      execution_id: 'x',
      seq: 1,
      act: null,
      step_number: null,
      attempt: null,
      actor: null,
      source: 'workflow',
      details: {},
      timestamp: AT,
    });
  });
  it.each<[string, EventBody]>([
    ['step_progress', { event: 'step_progress', step_number: 1, progress_percent: 5 }],
    ['progress_update', { event: 'progress_update', completed_steps: 1, total_steps: 2, progress_percent: 50 }],
  ])('is not made of %s', (_, body) => {
    expect(entryOf(body)).toBeNull();
  });
  it('says everything of a failed attempt', () => {
    const attempt = { error_type: 'error', message: 'reset', transient: true, delay_seconds: 2 };
    const entry = entryOf({ event: 'step_retrying', step_number: 2, attempt: 1, ...attempt });
    expect(entry).toMatchObject({ step_number: 2, attempt: 1, details: attempt });
  });
  it.each<[string, EventBody]>([
    ['fails', { event: 'step_failed', ...step, error, recovery: [] }],
    ['is skipped for it', { event: 'step_skipped', ...step, reason: 'error', error }],
    [
      'goes on with its fallback',
      {
        event: 'step_completed',
        ...step,
        status: 'completed',
        attempt: 3,
        execution_time_ms: 0,
        output: 1,
        used_fallback: true,
        error,
      },
    ],
  ])('says as much of the last one, where the step %s', (_, body) => {
    expect(entryOf(body)).toMatchObject({ step_number: 2, attempt: 3, details: lastAttempt });
  });
  it('does not tell a failure again where a person skips the failed step', () => {
    const entry = entryOf({ event: 'step_skipped', ...step, reason: 'manual', error });
    expect(entry?.details).toEqual({ step_name: 'two', reason: 'manual', error });
  });
  it.each<[string, EventBody]>([
    [
      'a step',
      {
        event: 'step_completed',
        ...step,
        status: 'completed',
        attempt: 1,
        execution_time_ms: 1,
        output: 'secret',
        used_fallback: false,
        error: null,
      },
    ],
    [
      'an execution',
      { event: 'execution_completed', status: 'completed', total_time_ms: 1, output: { a: 'secret' }, risk: null },
    ],
  ])('has no output of %s', (_, body) => {
    expect(JSON.stringify(entryOf(body))).not.toContain('secret');
  });
  it('names who decided', () => {
    const entry = entryOf({ event: 'approval_decided', decision: 'approved', by: 'ana', notes: 'seen' });
    expect(entry).toMatchObject({ actor: 'ana', details: { decision: 'approved', notes: 'seen' } });
  });
});
