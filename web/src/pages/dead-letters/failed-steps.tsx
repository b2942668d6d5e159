import { Link } from 'react-router';
import type { DeadLetter } from '../../../../src/contracts/dead-letter.js';

/** Shown of an execution with many. */
const MOST = 5;

/** Each leads to where it can be recovered. */
export function FailedSteps({ letter: { execution_id, failed_steps } }: { letter: DeadLetter }) {
  const shown = failed_steps.slice(0, MOST);
  return (
    <ul className="failed-steps">
      {shown.map(({ step_number, step_name, error }) => (
        <li key={step_number}>
          <Link to={`/executions/${execution_id}?step=${step_number}`} title={`Recover step ${step_number}`}>
            {step_number} {step_name}
          </Link>
          {error && (
            <span className="failed-steps-error" title={error.message}>
              <code>{error.type}</code> {error.message}
            </span>
          )}
        </li>
      ))}
      {failed_steps.length > MOST && <li className="muted">and {failed_steps.length - MOST} more</li>}
    </ul>
  );
}
