import type { ExecutionRow } from '../../../../src/contracts/execution.js';
import { Duration, Elapsed } from '../../design/duration.js';
import { RelativeTime } from '../../design/relative-time.js';
import { StatusBadge } from '../../design/status-badge.js';
import { shownStatus } from '../../design/status.js';
import type { Column } from '../../design/table.js';
import { ExecutionId } from '../../lists/execution-id.js';
import { ExecutionLink } from '../../lists/execution-link.js';
import { RiskScore } from '../../lists/risk-score.js';
import { RowProgress } from './row-progress.js';

export const EXECUTION_COLUMNS: readonly Column<ExecutionRow>[] = [
  { id: 'status', header: 'Status', priority: 2, cell: (row) => <StatusBadge status={shownStatus(row)} /> },
  {
    id: 'execution',
    header: 'Execution',
    cell: (row) => (
      <>
        <div className="executions-name">
          <ExecutionLink {...row} wholeRow />
          <StatusBadge status={shownStatus(row)} />
        </div>
        <NarrowFigures row={row} />
      </>
    ),
  },
  { id: 'id', header: 'Id', priority: 2, cell: ({ execution_id }) => <ExecutionId id={execution_id} /> },
  { id: 'progress', header: 'Progress', priority: 2, cell: (row) => <RowProgress row={row} /> },
  { id: 'risk', header: 'Risk', priority: 2, align: 'end', cell: ({ risk_score }) => <RiskScore score={risk_score} /> },
  { id: 'user', header: 'User', priority: 3, cell: ({ user_id }) => user_id ?? <span className="muted">–</span> },
  { id: 'started', header: 'Started', priority: 2, cell: (row) => <Started row={row} /> },
  { id: 'duration', header: 'Duration', priority: 2, align: 'end', cell: (row) => <RowDuration row={row} /> },
];
interface RowProps {
  row: ExecutionRow;
}
function Started({ row: { started_at, created_at } }: RowProps) {
  if (started_at !== null) return <RelativeTime at={started_at} />;
  return (
    <span className="muted">
      created <RelativeTime at={created_at} />
    </span>
  );
}
/** A parked execution has come to a stop, and nothing counts until somebody recovers it. */
function RowDuration({ row: { started_at, completed_at, dead_letter, total_time_ms } }: RowProps) {
  const goesOn = started_at !== null && completed_at === null && dead_letter === null;
  return goesOn ? <Elapsed since={started_at} /> : <Duration ms={total_time_ms} />;
}
/** What the columns say that a narrow place leaves out. */
function NarrowFigures({ row }: RowProps) {
  return (
    <div className="executions-figures">
      <ExecutionId id={row.execution_id} />
      <Started row={row} />
      <RowDuration row={row} />
      {row.progress_percent < 100 && <span>{Math.round(row.progress_percent)} %</span>}
      {row.risk_score !== null && (
        <span>
          risk <RiskScore score={row.risk_score} />
        </span>
      )}
      {row.user_id !== null && <span>{row.user_id}</span>}
    </div>
  );
}
