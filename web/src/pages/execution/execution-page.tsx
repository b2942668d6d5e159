/** /executions/:id: an execution as it runs, and what a person can do to it. */
import { useParams } from 'react-router';
import { ButtonLink } from '../../design/button-link.js';
import { EmptyState } from '../../design/empty-state.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Page } from '../../design/page.js';
import { isProblem } from '../../design/problem.js';
import { Skeleton } from '../../design/skeleton.js';
import { ExecutionView } from './execution-view.js';
import { StoredStateNotice } from './stored-state-notice.js';
import { useLiveExecution } from './use-live-execution.js';

export function ExecutionPage() {
  const { id = '' } = useParams();
  return <FollowedExecution key={id} execution_id={id} />;
}
function FollowedExecution({ execution_id }: { execution_id: string }) {
  const { state, record, retry, refusal, followAgain } = useLiveExecution(execution_id);
  switch (state.kind) {
    case 'loading':
      return (
        <Page title="Execution" heading={<code>{execution_id}</code>}>
          <Skeleton label="Loading the execution" lines={3} />
          <Skeleton label="Loading its steps" height={320} />
        </Page>
      );
    case 'failed':
      return (
        <Page title="Execution" heading={<code>{execution_id}</code>}>
          <LoadFailure error={state.error} execution_id={execution_id} onRetry={retry} />
        </Page>
      );
    case 'known':
      return (
        <ExecutionView
          live={state.live}
          record={record}
          notice={
            <>
              {refusal !== null && <ErrorNotice error={refusal} onRetry={followAgain} />}
              {!state.is_current && <StoredStateNotice />}
            </>
          }
        />
      );
    default:
      return state satisfies never;
  }
}
interface FailureProps {
  error: unknown;
  execution_id: string;
  onRetry(): void;
}
function LoadFailure({ error, execution_id, onRetry }: FailureProps) {
  if (!isProblem(error) || error.status !== 404) return <ErrorNotice error={error} onRetry={onRetry} />;
  const action = <ButtonLink to="/executions">All executions</ButtonLink>;
  return (
    <EmptyState title={`There is no execution ${execution_id}`} action={action}>
      The id may be mistyped, or of another installation.
    </EmptyState>
  );
}
