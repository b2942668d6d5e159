import type { UseQueryResult } from '@tanstack/react-query';
import type { StepDetail } from '../../../../../src/contracts/step-detail.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonView } from '../../../design/json-view.js';
import { Skeleton } from '../../../design/skeleton.js';

/** The arguments, as they were resolved. */
export function StepInput({ detail }: { detail: UseQueryResult<StepDetail> }) {
  const { data, error, refetch } = detail;
  return (
    <section className="step-panel-part">
      <h3>{data?.input_override ? 'Input, given by hand' : 'Input'}</h3>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton label="Loading the input" lines={2} />}
      {data && data.input !== null && (
        <JsonView value={data.input} what="input" open={Array.isArray(data.input) ? 1 : 2} />
      )}
      {data && data.input === null && (
        <p className="muted">{WHY_UNKNOWN[data.status] ?? 'It cannot be told any more.'}</p>
      )}
    </section>
  );
}
const WHY_UNKNOWN: Partial<Record<StepDetail['status'], string>> = {
  pending: 'Known when what it refers to is.',
  failed: 'A reference has no value.',
  skipped: 'What it refers to has no value.',
  cancelled: 'What it refers to has no value.',
};
