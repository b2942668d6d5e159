/** An execution in a row of a list: its workflow, which leads to it, its version, and what it runs again. */
import { Link } from 'react-router';
import { Icon } from '../design/icon.js';
import './execution-link.css';

export interface ExecutionLinkProps {
  execution_id: string;
  deliverable_type: string;
  version: number;
  rerun_of?: string | null;
  /** The whole row leads there. */
  wholeRow?: boolean;
}
export function ExecutionLink({ execution_id, deliverable_type, version, ...more }: ExecutionLinkProps) {
  const { rerun_of = null, wholeRow = false } = more;
  return (
    <span className="execution-link">
      <Link to={`/executions/${execution_id}`} className={wholeRow ? 'execution-link-row' : undefined}>
        {deliverable_type}
        <span className="visually-hidden"> {execution_id}</span>
      </Link>
      <span className="execution-link-version" title={`Version ${version}`}>
        v{version}
      </span>
      {rerun_of !== null && (
        <Link to={`/executions/${rerun_of}`} className="execution-link-rerun" title={`Runs ${rerun_of} again`}>
          <Icon name="rerun" />
          <span className="visually-hidden">Runs {rerun_of} again</span>
        </Link>
      )}
    </span>
  );
}
