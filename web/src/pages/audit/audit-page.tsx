import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { auditQuery } from '../../api/queries.js';
import { Button } from '../../design/button.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { Table } from '../../design/table.js';
import { countText } from '../../lists/count-text.js';
import { FilterBar } from '../../lists/filter-bar.js';
import { ListContent } from '../../lists/list-content.js';
import { Pager } from '../../lists/pager.js';
import { TextFilter } from '../../lists/text-filter.js';
import { TimeFilter } from '../../lists/time-filter.js';
import { type Filter, useFilter } from '../../lists/use-filter.js';
import { usePaging } from '../../lists/use-paging.js';
import { useSpanNow } from '../../lists/use-span-now.js';
import { useRefusal } from '../../session/use-session.js';
import { AUDIT_ACTIONS } from './audit-actions.js';
import { AUDIT_COLUMNS } from './audit-columns.js';
import { AUDIT_FILTERS, auditSelection } from './audit-selection.js';
import { ExportButton } from './export-button.js';
import './audit-page.css';

const ABOUT = 'Who did what, and what happened; entries are never changed.';

export function AuditPage() {
  const refusal = useRefusal('audit');
  if (refusal === null) return <Entries />;
  return (
    <Page title="Audit" about={ABOUT}>
      <EmptyState title="For operators and admins only">{refusal}</EmptyState>
    </Page>
  );
}
function Entries() {
  const filter = useFilter(AUDIT_FILTERS);
  const paging = usePaging();
  const now = useSpanNow(filter.values.since);
  const selection = useMemo(() => auditSelection(filter.values, now), [filter.values, now]);
  const { cursor } = paging.place;
  const query = useQuery({
    ...auditQuery({ ...selection, ...(cursor !== null && { cursor }) }),
    placeholderData: keepPreviousData,
  });
  const actions = (
    <>
      <Button icon="rerun" busy={query.isFetching} onClick={() => void query.refetch()}>
        Read again
      </Button>
      <ExportButton selection={selection} />
    </>
  );
  return (
    <Page title="Audit" about={ABOUT} actions={actions}>
      <AuditFilterBar filter={filter} />
      <ListContent query={query} what="entries" empty={<NoEntries isFiltered={filter.isSet} />}>
        {({ items, next_cursor }) => (
          <div className="audit" aria-busy={query.isPlaceholderData}>
            <Table
              caption="Entries of the audit, newest first"
              columns={AUDIT_COLUMNS}
              rows={items}
              keyOf={({ id }) => String(id)}
            />
            <Pager paging={paging} next_cursor={next_cursor} shown={countText(items.length, 'entry', 'entries')} />
          </div>
        )}
      </ListContent>
    </Page>
  );
}
function AuditFilterBar({ filter }: { filter: Filter<(typeof AUDIT_FILTERS)[number]> }) {
  const { values, isSet, set, clear } = filter;
  return (
    <FilterBar what="the audit" isSet={isSet} onClear={clear}>
      <TextFilter
        label="Execution"
        placeholder="Any execution id"
        value={values.execution_id}
        onSet={(execution_id) => set({ execution_id })}
      />
      <TextFilter
        label="Action"
        placeholder="Any action"
        value={values.action}
        known={AUDIT_ACTIONS}
        onSet={(action) => set({ action })}
      />
      <TimeFilter label="Since" since={values.since} onSet={({ since }) => set({ since })} />
    </FilterBar>
  );
}
function NoEntries({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No entry matches these filters">
        Execution and action are matched as a whole, and not in part.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing has happened yet">
      Every command and every event of an execution is kept here.
    </EmptyState>
  );
}
