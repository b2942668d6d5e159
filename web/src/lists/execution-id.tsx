import { Id } from '../design/id.js';
import './execution-id.css';

/** Beside what says more of the execution: faint, with its first part only. */
export function ExecutionId({ id }: { id: string }) {
  return (
    <span className="execution-id">
      <Id id={id} what="execution id" short />
    </span>
  );
}
