import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { WORKFLOW_STATUSES, type WorkflowStatus } from '../../../../src/contracts/document.js';
import { workflowsQuery } from '../../api/queries.js';
import { EmptyState } from '../../design/empty-state.js';
import { Page } from '../../design/page.js';
import { Table } from '../../design/table.js';
import { countText } from '../../lists/count-text.js';
import { ListContent } from '../../lists/list-content.js';
import { Pager } from '../../lists/pager.js';
import { useFilter } from '../../lists/use-filter.js';
import { usePaging } from '../../lists/use-paging.js';
import { GuardedButton } from '../../session/guarded-button.js';
import { PublishDialog } from './publish-dialog.js';
import { WORKFLOW_COLUMNS } from './workflow-columns.js';
import { WORKFLOW_FILTERS, WorkflowFilterBar } from './workflow-filter-bar.js';
import './workflows-page.css';

const isStatus = (text: string | undefined): text is WorkflowStatus => WORKFLOW_STATUSES.some((one) => one === text);

export function WorkflowsPage() {
  const filter = useFilter(WORKFLOW_FILTERS);
  const paging = usePaging();
  const [publishes, setPublishes] = useState(false);
  const { q, status, discipline } = filter.values;
  const { cursor } = paging.place;
  const query = useQuery({
    ...workflowsQuery({
      q,
      discipline,
      status: isStatus(status) ? status : undefined,
      ...(cursor !== null && { cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  const publish = (
    <GuardedButton needs="publish" kind="primary" icon="document" onClick={() => setPublishes(true)}>
      Publish a workflow
    </GuardedButton>
  );
  return (
    <Page title="Workflows" actions={publish}>
      <WorkflowFilterBar filter={filter} />
      <ListContent query={query} what="workflows" empty={<NoWorkflows isFiltered={filter.isSet} action={publish} />}>
        {({ items, next_cursor }) => (
          <div className="workflows" aria-busy={query.isPlaceholderData}>
            <Table
              caption="Workflows, newest first"
              columns={WORKFLOW_COLUMNS}
              rows={items}
              keyOf={({ deliverable_type }) => deliverable_type}
            />
            <Pager paging={paging} next_cursor={next_cursor} shown={countText(items.length, 'workflow')} />
          </div>
        )}
      </ListContent>
      {publishes && <PublishDialog onClose={() => setPublishes(false)} />}
    </Page>
  );
}
function NoWorkflows({ isFiltered, action }: { isFiltered: boolean; action: ReactNode }) {
  if (isFiltered)
    return <EmptyState title="No workflow matches these filters">Discipline is matched as a whole.</EmptyState>;
  return (
    <EmptyState title="No workflow has been published yet" action={action}>
      A workflow is a document, JSON or YAML, whose steps call functions. Paste one, and it can be run at once. The
      folder <code>examples</code> has some to begin with.
    </EmptyState>
  );
}
