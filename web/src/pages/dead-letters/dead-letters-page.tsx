import { useQuery } from '@tanstack/react-query';
import type { EventName } from '../../../../src/contracts/events.js';
import { deadLettersQuery } from '../../api/queries.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { FilterBar } from '../../lists/filter-bar.js';
import { ListContent } from '../../lists/list-content.js';
import { LiveNote } from '../../lists/live-note.js';
import { TextFilter } from '../../lists/text-filter.js';
import { type Filter, useFilter } from '../../lists/use-filter.js';
import { useLiveList } from '../../lists/use-live-list.js';
import { usePaging } from '../../lists/use-paging.js';
import { WorkflowFilter } from '../../lists/workflow-filter.js';
import { DeadLetterList } from './dead-letter-list.js';
import './dead-letters-page.css';
import { DEAD_LETTER_FILTERS } from './retry-choice.js';
import { RetryResults } from './retry-results.js';
import { useBulkRetry } from './use-bulk-retry.js';

/** Those with which an execution is parked, or is so no longer. */
const CONCERNS: ReadonlySet<EventName> = new Set<EventName>([
  ...(['execution_failed', 'execution_cancelled', 'execution_completed'] as const),
  ...(['step_started', 'step_skipped', 'step_completed'] as const),
]);

export function DeadLettersPage() {
  const filter = useFilter(DEAD_LETTER_FILTERS);
  const paging = usePaging();
  const retry = useBulkRetry();
  const { liveness, refetchInterval } = useLiveList({ list: 'dead-letters', events: CONCERNS });
  const { cursor } = paging.place;
  const query = useQuery({
    ...deadLettersQuery({ ...filter.values, ...(cursor !== null && { cursor }) }),
    refetchInterval,
  });
  const listKey = JSON.stringify([filter.values, cursor]);
  return (
    <Page
      title="Dead letters"
      about="Executions that failed and are parked: recover them, or they are closed as failed when their time is up."
      actions={<LiveNote liveness={liveness} />}
    >
      <DeadLetterFilterBar filter={filter} />
      <RetryResults retry={retry} />
      <ListContent query={query} what="dead letters" empty={<NoDeadLetters isFiltered={filter.isSet} />}>
        {(page) => <DeadLetterList key={listKey} page={page} filter={filter.values} paging={paging} retry={retry} />}
      </ListContent>
    </Page>
  );
}
function DeadLetterFilterBar({ filter }: { filter: Filter<(typeof DEAD_LETTER_FILTERS)[number]> }) {
  const { values, isSet, set, clear } = filter;
  const letters = useQuery(deadLettersQuery({ limit: 200 }));
  const error_types = letters.data?.items.flatMap(({ failed_steps }) =>
    failed_steps.map(({ error }) => error?.type ?? ''),
  );
  return (
    <FilterBar what="dead letters" isSet={isSet} onClear={clear}>
      <WorkflowFilter value={values.deliverable_type} onSet={(deliverable_type) => set({ deliverable_type })} />
      <TextFilter
        label="Error type"
        placeholder="Any error"
        value={values.error_type}
        known={[...new Set(error_types)].filter((type) => type !== '').sort()}
        onSet={(error_type) => set({ error_type })}
      />
    </FilterBar>
  );
}
function NoDeadLetters({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No dead letter matches these filters">
        Workflow and error type are matched as a whole, and not in part.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing waits to be recovered">
      An execution whose step fails for good is parked here, unless its workflow says <code>on_failure: close</code>.
    </EmptyState>
  );
}
