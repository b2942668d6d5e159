import type { ExecutionRow } from '../../../../src/contracts/execution.js';
import { ProgressBar } from '../../design/progress-bar.js';
import { shownStatus, STATUS_LOOKS } from '../../design/status.js';

export function RowProgress({ row }: { row: ExecutionRow }) {
  const percent = row.progress_percent;
  if (percent === 100) return <span className="muted">{Math.round(percent)} %</span>;
  return (
    <div className="executions-progress">
      <ProgressBar
        percent={percent}
        label={`Progress of ${row.execution_id}`}
        tone={STATUS_LOOKS[shownStatus(row)].tone}
      />
      <span>{Math.round(percent)} %</span>
    </div>
  );
}
