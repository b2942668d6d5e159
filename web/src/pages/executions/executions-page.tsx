import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { executionsQuery } from '../../api/queries.js';
import { ButtonLink } from '../../design/button-link.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { Table } from '../../design/table.js';
import { countText } from '../../lists/count-text.js';
import { ListContent } from '../../lists/list-content.js';
import { LiveNote } from '../../lists/live-note.js';
import { Pager } from '../../lists/pager.js';
import { useFilter } from '../../lists/use-filter.js';
import { useLiveList } from '../../lists/use-live-list.js';
import { usePaging } from '../../lists/use-paging.js';
import { useSpanNow } from '../../lists/use-span-now.js';
import { EXECUTION_COLUMNS } from './execution-columns.js';
import { EXECUTION_FILTERS, selectionOf } from './execution-filter.js';
import { ExecutionFilterBar } from './execution-filter-bar.js';
import './executions-page.css';

export function ExecutionsPage() {
  const filter = useFilter(EXECUTION_FILTERS);
  const paging = usePaging();
  const now = useSpanNow(filter.values.since);
  const selection = useMemo(() => selectionOf(filter.values, now), [filter.values, now]);
  const { deliverable_type } = selection;
  const { liveness, refetchInterval } = useLiveList({ list: 'executions', deliverable_type });
  const { cursor } = paging.place;
  const query = useQuery({
    ...executionsQuery({ ...selection, ...(cursor !== null && { cursor }) }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return (
    <Page title="Executions" actions={<LiveNote liveness={liveness} />}>
      <ExecutionFilterBar filter={filter} />
      <ListContent query={query} what="executions" empty={<NoExecutions isFiltered={filter.isSet} />}>
        {({ items, next_cursor }) => (
          <div className="executions" aria-busy={query.isPlaceholderData}>
            <Table
              caption="Executions, newest first"
              columns={EXECUTION_COLUMNS}
              rows={items}
              keyOf={({ execution_id }) => execution_id}
            />
            <Pager paging={paging} next_cursor={next_cursor} shown={countText(items.length, 'execution')} />
          </div>
        )}
      </ListContent>
    </Page>
  );
}
function NoExecutions({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No execution matches these filters">
        Workflow and user are matched as a whole, and not in part.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing has been executed yet" action={<ButtonLink to="/workflows">Workflows</ButtonLink>}>
      Choose a workflow and run it: the execution appears here at once, and can be watched step by step.
    </EmptyState>
  );
}
