import { Button } from '../../design/button.js';
import { countText } from '../../lists/count-text.js';
import { GuardedButton } from '../../session/guarded-button.js';
import { RefusalNote } from '../../session/refusal-note.js';
import { isPageChosen, NOTHING, type RetryChoice } from './retry-choice.js';
import type { Choosing } from './dead-letter-columns.js';

export interface ChoiceBarProps extends Choosing {
  /** More match than the page shows. */
  hasMore: boolean;
  isFiltered: boolean;
  isRetrying: boolean;
  onRetry(): void;
}
export const choiceText = (choice: RetryChoice): string =>
  choice.kind === 'all' ? 'all that match the filter' : countText(choice.ids.size, 'execution');

export function ChoiceBar({ choice, choose, page, hasMore, isFiltered, isRetrying, onRetry }: ChoiceBarProps) {
  const isEmpty = choice.kind === 'some' && choice.ids.size === 0;
  const offersAll = hasMore && choice.kind === 'some' && isPageChosen(choice, page);
  return (
    <div className="choice-bar">
      <GuardedButton needs="operate" kind="primary" icon="rerun" busy={isRetrying} disabled={isEmpty} onClick={onRetry}>
        Retry …
      </GuardedButton>
      <p role="status">{isEmpty ? 'Choose executions to retry them' : `Chosen: ${choiceText(choice)}`}</p>
      {offersAll && isFiltered && (
        <Button onClick={() => choose({ kind: 'all' })}>Choose all that match the filter</Button>
      )}
      {offersAll && !isFiltered && <p className="muted">Set a filter to retry more than this page at once.</p>}
      {!isEmpty && (
        <Button kind="quiet" onClick={() => choose(NOTHING)}>
          Choose none
        </Button>
      )}
      <RefusalNote needs="operate" />
    </div>
  );
}
