import { useQuery } from '@tanstack/react-query';
import type { EventName } from '../../../../src/contracts/events.js';
import type { Approval } from '../../../../src/contracts/execution.js';
import { approvalsQuery } from '../../api/queries.js';
import { Page } from '../../design/page.js';
import { STATUS_LOOKS } from '../../design/status.js';
import { Tabs } from '../../design/tabs.js';
import { LiveNote } from '../../lists/live-note.js';
import { useFilter } from '../../lists/use-filter.js';
import { useLiveList } from '../../lists/use-live-list.js';
import { ApprovalList } from './approval-list.js';
import './approvals-page.css';

const STATUSES: readonly Approval['status'][] = ['pending', 'approved', 'rejected', 'expired'];
const FILTERS = ['status'] as const;
const CONCERNS: ReadonlySet<EventName> = new Set<EventName>([
  'approval_required',
  'approval_decided',
  'execution_cancelled',
]);

export function ApprovalsPage() {
  const { values, set } = useFilter(FILTERS);
  const { liveness, refetchInterval } = useLiveList({ list: 'approvals', events: CONCERNS });
  const pending = useQuery(approvalsQuery({ status: 'pending', limit: 200 }));
  const tabs = STATUSES.map((status) => ({
    id: status,
    label: STATUS_LOOKS[status].word,
    count: status === 'pending' ? countOf(pending.data) : undefined,
    content: () => <ApprovalList key={status} status={status} refetchInterval={refetchInterval} />,
  }));
  return (
    <Page
      title="Approvals"
      about="Finished executions whose risk asks for a person's decision before their result counts."
      actions={<LiveNote liveness={liveness} />}
    >
      <Tabs
        label="Approvals by status"
        tabs={tabs}
        selected={values.status ?? 'pending'}
        onSelect={(status) => set({ status: status === 'pending' ? '' : status })}
      />
    </Page>
  );
}
function countOf(page: { items: unknown[]; next_cursor: string | null } | undefined): string | undefined {
  return page && `${page.items.length}${page.next_cursor === null ? '' : '+'}`;
}
