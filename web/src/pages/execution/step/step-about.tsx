import type { StepRecord } from '../../../../../src/contracts/execution.js';
import { Link } from 'react-router';
import { Duration, Elapsed } from '../../../design/duration.js';
import { KeyValues } from '../../../design/key-values.js';
import { Time } from '../../../design/time.js';

export function StepAbout({ step }: { step: StepRecord }) {
  const { function: name, started_at, completed_at, execution_time_ms, attempts, taken_from } = step;
  return (
    <KeyValues
      entries={[
        ['Function', <code key="function">{name}</code>],
        ['Started', started_at && <Time key="started" at={started_at} />],
        [completed_at ? 'Took' : 'For', started_at && <Elapsed key="took" since={started_at} until={completed_at} />],
        ['Own time', execution_time_ms !== null && <Duration key="own" ms={execution_time_ms} />],
        ['Attempts', attempts > 0 && String(attempts)],
        [
          'Taken from',
          taken_from && (
            <Link key="from" to={`/executions/${encodeURIComponent(taken_from)}?step=${step.step_number}`}>
              <code>{taken_from.slice(0, 8)}</code>
            </Link>
          ),
        ],
      ]}
    />
  );
}
