import { Link } from 'react-router';
import type { PlatformStatistics, WorkflowFigures } from '../../../../src/contracts/platform-statistics.js';
import { Duration } from '../../design/duration.js';
import { Panel } from '../../design/panel.js';
import { RelativeTime } from '../../design/relative-time.js';
import { type Column, Table } from '../../design/table.js';
import { percentText } from '../../statistics/percent-text.js';
import './workflow-rows.css';

const MUTED_ZERO = <span className="muted">0</span>;
const COLUMNS: readonly Column<WorkflowFigures>[] = [
  {
    id: 'workflow',
    header: 'Workflow',
    cell: ({ deliverable_type, display_name }) => (
      <div className="workflow-rows-name">
        <Link to={`/workflows/${deliverable_type}`}>{display_name}</Link>
        <code>{deliverable_type}</code>
      </div>
    ),
  },
  { id: 'total', header: 'Executions', align: 'end', cell: ({ total }) => total.toLocaleString('en-GB') },
  { id: 'success', header: 'Success', align: 'end', cell: ({ success_rate }) => percentText(success_rate) },
  { id: 'p50', header: 'p50', align: 'end', priority: 2, cell: ({ duration_ms }) => <Duration ms={duration_ms.p50} /> },
  { id: 'p95', header: 'p95', align: 'end', priority: 3, cell: ({ duration_ms }) => <Duration ms={duration_ms.p95} /> },
  {
    id: 'running',
    header: 'Running',
    align: 'end',
    priority: 2,
    cell: ({ running, deliverable_type }) =>
      running === 0 ? MUTED_ZERO : <Link to={`/executions?deliverable_type=${deliverable_type}`}>{running}</Link>,
  },
  {
    id: 'parked',
    header: 'Parked',
    align: 'end',
    priority: 2,
    cell: ({ parked, deliverable_type }) =>
      parked === 0 ? (
        MUTED_ZERO
      ) : (
        <Link to={`/dead-letters?deliverable_type=${deliverable_type}`} className="workflow-rows-parked">
          {parked}
        </Link>
      ),
  },
  {
    id: 'last',
    header: 'Last started',
    align: 'end',
    priority: 3,
    cell: ({ last_created_at }) => <RelativeTime at={last_created_at} />,
  },
];
const FIRST = 15;

export function WorkflowRows({ statistics: { workflows } }: { statistics: PlatformStatistics }) {
  const more = workflows.length - FIRST;
  return (
    <Panel title="By workflow" note={more > 0 ? `the busiest ${FIRST} of ${workflows.length}` : undefined}>
      <Table
        caption="Workflows that ran, the busiest first"
        columns={COLUMNS}
        rows={workflows.slice(0, FIRST)}
        keyOf={({ deliverable_type }) => deliverable_type}
      />
    </Panel>
  );
}
