import { expect, it } from '@jest/globals';
import type { RetryAnswer, RetryOutcome } from '../../../../src/contracts/dead-letter.js';
import { byOutcome, retrySummary } from '../../../../web/src/pages/dead-letters/retry-summary.js';

const answers = (...outcomes: RetryOutcome[]): RetryAnswer[] =>
  outcomes.map((outcome, n) => ({ execution_id: `e${n}`, outcome, steps: [] }));

it.each([
  [answers('retried'), '1 of 1 execution tried again'],
  [answers('retried', 'refused', 'failed', 'refused'), '1 of 4 executions tried again; 1 failed, 2 refused'],
  [answers(), '0 of 0 executions tried again'],
])('%#: a bulk retry is summed up as "%s"', (given, text) => expect(retrySummary(given)).toBe(text));

it('what needs a look comes first, the rest in its order', () => {
  const sorted = byOutcome(answers('retried', 'not_found', 'failed', 'retried', 'refused'));
  expect(sorted.map(({ execution_id }) => execution_id)).toEqual(['e2', 'e4', 'e1', 'e0', 'e3']);
});
