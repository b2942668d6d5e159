import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState, TimeoutFailure } from '@temporalio/common';
import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../../workflows/activity-outcome.js';
import { planOf, step } from '../../workflow/plans.js';

const [planned] = planOf([step(1)]).steps;
if (!planned) throw new Error('The Plan has no step');
const failed = (cause: Error | undefined, retryState: RetryState = RetryState.NON_RETRYABLE_FAILURE) =>
  new ActivityFailure('Activity task failed', 'test.run', 'step-1', retryState, 'worker', cause);
const lost = new TimeoutFailure('heartbeat timed out', undefined, 'HEARTBEAT');
const late = new TimeoutFailure('took too long', undefined, 'SCHEDULE_TO_CLOSE');
const thrown = ApplicationFailure.create({ type: 'broken', message: 'It broke' });
const inTotal = (total_timeout_seconds: number | null) => ({
  step: { ...planned, total_timeout_seconds },
  item: null,
  input: {},
  earlier_attempts: 2,
});

describe('a failed activity', () => {
  it('is the attempt that the worker put into its details', () => {
    const attempt = { kind: 'failed', type: 'broken', attempt: 7 };
    expect(failureOf(failed(ApplicationFailure.create({ details: [attempt] })), inTotal(9))).toBe(attempt);
  });
  it.each([
    ['that failed before our code ran has the type of its error', failed(thrown), 'broken', 'It broke', 3],
    ['of an untyped error has the type error', failed(ApplicationFailure.create({ message: 'x' })), 'error', 'x', 3],
    [
      'whose worker was lost for the last time counts the losses',
      failed(lost),
      'worker_lost',
      'The worker was lost 5 times',
      7,
    ],
    [
      'that somebody else cancelled is a failure',
      failed(new CancelledFailure('c')),
      'cancelled',
      /nobody cancelled the step/,
      3,
    ],
    ['with an unknown cause quotes it', failed(new Error('odd')), 'error', 'odd', 3],
    [
      'without a cause quotes itself',
      failed(undefined, RetryState.INTERNAL_SERVER_ERROR),
      'error',
      /Activity task failed/,
      3,
    ],
  ])('%s', (_rule, error, type, message, attempt) => {
    expect(failureOf(error, inTotal(null))).toMatchObject({
      kind: 'failed',
      type,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      attempt,
      delay_seconds: null,
    });
  });
  it.each([
    ['the server ended it', failed(late)],
    ['the server made no more retry', failed(thrown, RetryState.TIMEOUT)],
  ])('has timed out after its total_timeout_seconds when %s', (_how, error) => {
    expect(failureOf(error, inTotal(9))).toMatchObject({
      type: 'timeout',
      message: 'Not done within 9 s over all attempts and waits',
    });
  });
});
