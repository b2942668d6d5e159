import type { RetryAnswer, RetryOutcome } from '../../../../src/contracts/dead-letter.js';
import { countText } from '../../lists/count-text.js';

export const OUTCOME_WORDS: Record<RetryOutcome, string> = {
  retried: 'Retried',
  refused: 'Refused',
  not_found: 'Not found',
  failed: 'Failed',
};
const ORDER: readonly RetryOutcome[] = ['failed', 'refused', 'not_found', 'retried'];

/** `10 of 12 executions are tried again; 1 refused, 1 failed`. */
export function retrySummary(answers: readonly RetryAnswer[]): string {
  const count = (outcome: RetryOutcome): number => answers.filter((answer) => answer.outcome === outcome).length;
  const others = ORDER.filter((outcome) => outcome !== 'retried' && count(outcome) > 0).map(
    (outcome) => `${count(outcome)} ${OUTCOME_WORDS[outcome].toLowerCase()}`,
  );
  const retried = `${count('retried')} of ${countText(answers.length, 'execution')} tried again`;
  return others.length === 0 ? retried : `${retried}; ${others.join(', ')}`;
}
/** What needs a look comes first. */
export const byOutcome = (answers: readonly RetryAnswer[]): RetryAnswer[] =>
  [...answers].sort((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome));
