/** A page of dead letters, of which some can be chosen and retried together. */
import { useState } from 'react';
import type { DeadLetter } from '../../../../src/contracts/dead-letter.js';
import type { ListPage } from '../../../../src/contracts/list-page.js';
import { Table } from '../../design/table.js';
import { countText } from '../../lists/count-text.js';
import { Pager } from '../../lists/pager.js';
import type { Paging } from '../../lists/use-paging.js';
import { ChoiceBar, choiceText } from './choice-bar.js';
import { deadLetterColumns } from './dead-letter-columns.js';
import { type DeadLetterFilter, isChosen, NOTHING, type RetryChoice, retrySelection } from './retry-choice.js';
import { RetryDialog } from './retry-dialog.js';
import type { BulkRetry } from './use-bulk-retry.js';

export interface DeadLetterListProps {
  page: ListPage<DeadLetter>;
  filter: DeadLetterFilter;
  paging: Paging;
  retry: BulkRetry;
}
export function DeadLetterList({ page: { items, next_cursor }, filter, paging, retry }: DeadLetterListProps) {
  const [chosen, choose] = useState<RetryChoice>(NOTHING);
  const [asks, setAsks] = useState(false);
  const page = items.map(({ execution_id }) => execution_id);
  const choosing = { choice: stillThere(chosen, page), choose, page };
  const { choice } = choosing;
  function run(step_number: number | null): void {
    setAsks(false);
    retry.run(retrySelection(choice, filter, step_number));
    choose(NOTHING);
  }
  return (
    <div className="dead-letters">
      <ChoiceBar
        {...choosing}
        hasMore={next_cursor !== null}
        isFiltered={Object.keys(filter).length > 0}
        isRetrying={retry.isRunning}
        onRetry={() => setAsks(true)}
      />
      <Table
        caption="Dead letters, newest executions first"
        columns={deadLetterColumns(choosing)}
        rows={items}
        keyOf={({ execution_id }) => execution_id}
        isSelected={({ execution_id }) => isChosen(choice, execution_id)}
      />
      <Pager paging={paging} next_cursor={next_cursor} shown={countText(items.length, 'dead letter')} />
      {asks && <RetryDialog what={choiceText(choice)} onClose={() => setAsks(false)} onRetry={run} />}
    </div>
  );
}
/** What was recovered meanwhile is no longer chosen. */
function stillThere(choice: RetryChoice, page: readonly string[]): RetryChoice {
  if (choice.kind === 'all') return choice;
  return { kind: 'some', ids: new Set(page.filter((id) => choice.ids.has(id))) };
}
