import { Link } from 'react-router';
import type { WorkflowSummary } from '../../../../src/contracts/workflow.js';
import { RelativeTime } from '../../design/relative-time.js';
import { StatusBadge } from '../../design/status-badge.js';
import type { Column } from '../../design/table.js';
import { GuardedLink } from '../../session/guarded-link.js';
import { canStart } from '../workflow/can-start.js';

export const WORKFLOW_COLUMNS: readonly Column<WorkflowSummary>[] = [
  {
    id: 'workflow',
    header: 'Workflow',
    cell: ({ deliverable_type, display_name }) => (
      <div className="workflows-name">
        <Link to={`/workflows/${deliverable_type}`}>{display_name}</Link>
        {display_name !== deliverable_type && <code>{deliverable_type}</code>}
      </div>
    ),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} plain /> },
  {
    id: 'discipline',
    header: 'Discipline',
    priority: 2,
    cell: ({ discipline }) => discipline ?? <span className="muted">–</span>,
  },
  { id: 'version', header: 'Version', align: 'end', priority: 2, cell: ({ version }) => version },
  {
    id: 'steps',
    header: 'Steps',
    align: 'end',
    priority: 2,
    cell: ({ steps_count }) => steps_count.toLocaleString('en-GB'),
  },
  { id: 'updated', header: 'Updated', priority: 3, cell: ({ updated_at }) => <RelativeTime at={updated_at} /> },
  {
    id: 'run',
    header: <span className="visually-hidden">Run</span>,
    align: 'end',
    cell: ({ deliverable_type, status }) =>
      canStart(status) && (
        <GuardedLink needs="operate" size="small" icon="play" to={`/workflows/${deliverable_type}?tab=run`}>
          Run<span className="visually-hidden"> {deliverable_type}</span>
        </GuardedLink>
      ),
  },
];
