import { Link } from 'react-router';
import { Elapsed } from '../../design/duration.js';
import { Panel } from '../../design/panel.js';
import { ProgressBar } from '../../design/progress-bar.js';
import { StatusBadge } from '../../design/status-badge.js';
import { STATUS_LOOKS } from '../../design/status.js';
import './live-executions.css';
import type { LiveRow } from './live-row.js';

const SHOWN = 10;

export function LiveExecutions({ rows, running }: { rows: readonly LiveRow[]; running: number }) {
  const more = Math.max(running, rows.length) - SHOWN;
  const actions = more > 0 && <Link to="/executions?status=running">{more.toLocaleString('en-GB')} more</Link>;
  return (
    <Panel title="Running" actions={actions}>
      {rows.length === 0 ? (
        <p className="muted">Nothing runs at the moment.</p>
      ) : (
        <ul className="live-executions">
          {rows.slice(0, SHOWN).map((row) => (
            <LiveExecution key={row.execution_id} row={row} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
function LiveExecution({ row }: { row: LiveRow }) {
  const { execution_id, deliverable_type, status, progress_percent, started_at, step_name, stopped_at } = row;
  const until = stopped_at === null ? null : new Date(stopped_at).toISOString();
  return (
    <li className="live-execution">
      <Link to={`/executions/${execution_id}`}>
        {deliverable_type}
        <span className="visually-hidden"> {execution_id}</span>
      </Link>
      <StatusBadge status={status} plain />
      <ProgressBar percent={progress_percent} label={`Progress of ${execution_id}`} tone={STATUS_LOOKS[status].tone} />
      <p className="live-execution-about">
        <code title={execution_id}>{execution_id.slice(0, 8)}</code>
        <span className="live-execution-step">{stopped_at === null && step_name}</span>
        <Elapsed since={started_at} until={until} />
        <span>{Math.round(progress_percent)} %</span>
      </p>
    </li>
  );
}
