import { describe, expect, it } from '@jest/globals';
import type { ExecutionState, StepRecord } from '../../../src/contracts/execution.js';
import { stepFigures } from '../../../src/executions/step-figures.js';

const retry = (attempt: number) => ({ attempt, error_type: 'timeout', message: '', delay_seconds: 1, timestamp: '' });
const error = (attempt: number) => ({ type: 'timeout', message: '', transient: true, attempt });
const figuresOf = (step: Partial<StepRecord>, completed_at: string | null = '2026-01-01T00:00:00.000Z') => {
  const record = { step_number: 7, status: 'completed', retries: [], error: null, execution_time_ms: null, ...step };
  return stepFigures({ completed_at, steps: [record] } as unknown as ExecutionState);
};

describe('the figures of a step', () => {
  it.each<[string, Partial<StepRecord>, [string, number | null, number]]>([
    ['that succeeded at once', { execution_time_ms: 12 }, ['completed', 12, 0]],
    ['that succeeded after retries', { execution_time_ms: 12, retries: [retry(1), retry(2)] }, ['completed', 12, 2]],
    ['that failed', { status: 'failed', retries: [retry(1)], error: error(2) }, ['failed', null, 2]],
    ['that failed before any attempt', { status: 'failed', error: error(0) }, ['failed', null, 0]],
    ['with a fallback', { used_fallback: true, error: error(1) }, ['completed', null, 1]],
    ['skipped for its error', { status: 'skipped', error: error(1) }, ['skipped', null, 1]],
    ['whose failure was kept as a retry', { retries: [retry(1)], error: error(1) }, ['completed', null, 1]],
    ['that never ran', { status: 'skipped' }, ['skipped', null, 0]],
  ])('%s', (_what, step, figures) => {
    expect(figuresOf(step)).toEqual([[7, ...figures]]);
  });
  it('are kept when the execution has closed, not before', () => {
    expect(figuresOf({}, null)).toBeNull();
  });
});
