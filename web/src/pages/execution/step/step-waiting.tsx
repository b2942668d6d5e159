/** What a step waits for that runs no function: a time, a signal, another workflow. */
import { Link } from 'react-router';
import type { Execution, StepRecord } from '../../../../../src/contracts/execution.js';
import type { StepDetail } from '../../../../../src/contracts/step-detail.js';
import { TimeLeft } from '../../../design/duration.js';
import { payloadSchema } from '../commands/payload-schema.js';
import { SignalForm } from '../commands/signal-form.js';
import type { LiveRecord } from '../live-record.js';

export interface StepWaitingProps {
  execution: Execution;
  step: StepRecord;
  record: LiveRecord;
  input: StepDetail['input'];
}
export function StepWaiting({ execution, step, record, input }: StepWaitingProps) {
  const { waiting_for, status } = step;
  if (!waiting_for) return null;
  const isWaiting = status === 'running' && execution.completed_at === null;
  switch (waiting_for.kind) {
    case 'time':
      return isWaiting ? (
        <p>
          Goes on <TimeLeft until={waiting_for.until} />.
        </p>
      ) : null;
    case 'workflow':
      return (
        <p>
          {isWaiting ? 'Waits for the execution ' : 'Ran as the execution '}
          <Link to={`/executions/${encodeURIComponent(waiting_for.execution_id)}`} className="mono">
            {waiting_for.execution_id.slice(0, 28)}
          </Link>
        </p>
      );
    case 'signal':
      return isWaiting ? (
        <>
          <p>
            Waits for the signal <code>{waiting_for.name}</code>; gives up <TimeLeft until={waiting_for.until} />.
          </p>
          <SignalForm
            execution_id={execution.execution_id}
            name={waiting_for.name}
            schema={payloadSchema(input)}
            record={record}
          />
        </>
      ) : null;
    default:
      return waiting_for satisfies never;
  }
}
