import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DeadLetter } from '../../../../src/contracts/dead-letter.js';
import { client } from '../../api/client.js';
import { TimeLeft } from '../../design/duration.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { toast } from '../../design/toasts.js';
import { GuardedButton } from '../../session/guarded-button.js';

/** Retries every failed step of it. @throws Error that says why not */
async function retry({ execution_id }: DeadLetter): Promise<void> {
  const { items } = await client.deadLetters.retry({ execution_ids: [execution_id] });
  const [answer] = items;
  if (answer?.outcome !== 'retried') throw new Error(answer?.reason ?? 'It is not parked any more');
}
export function ParkedExecution({ letter }: { letter: DeadLetter }) {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: retry,
    onSuccess: () => toast(`${letter.deliverable_type} goes on`),
    onSettled: () => queries.invalidateQueries(),
  });
  const [failed] = letter.failed_steps;
  const others = letter.failed_steps.length - 1;
  return (
    <li className="needs-row">
      <Link to={`/executions/${letter.execution_id}`}>
        {letter.deliverable_type} <code>{letter.execution_id.slice(0, 8)}</code>
      </Link>
      <GuardedButton needs="operate" size="small" icon="rerun" busy={isPending} onClick={() => mutate(letter)}>
        Retry
      </GuardedButton>
      <p className="needs-row-why" title={failed?.error?.message}>
        {failed?.step_name}: {failed?.error?.message ?? 'failed'}
        {others > 0 && ` (and ${others} more)`}
      </p>
      <p className="needs-row-when">
        closes <TimeLeft until={letter.parked_until} />
      </p>
      {error && <ErrorNotice error={error} />}
    </li>
  );
}
