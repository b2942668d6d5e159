import { useQuery } from '@tanstack/react-query';
import type { StepChange } from '../../../../../src/contracts/version-diff.js';
import { diffQuery, workflowQuery } from '../../../api/queries.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Panel } from '../../../design/panel.js';
import { Skeleton } from '../../../design/skeleton.js';
import { FieldChanges } from './field-changes.js';

export interface VersionComparisonProps {
  deliverable_type: string;
  versions: readonly number[];
  compared: { from: number; to: number };
  onCompare(pair: { from: number; to: number }): void;
}
export function VersionComparison({ deliverable_type, versions, compared, onCompare }: VersionComparisonProps) {
  const { from, to } = compared;
  const choice = (label: string, value: number, choose: (version: number) => void) => (
    <label>
      {label}{' '}
      <select className="input" value={value} onChange={(event) => choose(Number(event.target.value))}>
        {versions.map((version) => (
          <option key={version}>{version}</option>
        ))}
      </select>
    </label>
  );
  return (
    <Panel
      title="Changes"
      actions={
        <div className="versions-choice">
          {choice('from version', from, (version) => onCompare({ from: version, to }))}
          {choice('to', to, (version) => onCompare({ from, to: version }))}
        </div>
      }
    >
      <Changes deliverable_type={deliverable_type} from={from} to={to} />
    </Panel>
  );
}
function Changes({ deliverable_type, from, to }: { deliverable_type: string; from: number; to: number }) {
  const { data, error, refetch } = useQuery(diffQuery(deliverable_type, from, to));
  const before = useQuery(workflowQuery(deliverable_type, from));
  const after = useQuery(workflowQuery(deliverable_type, to));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Comparing" />;
  const steps = [...(before.data?.document.workflow_steps ?? []), ...(after.data?.document.workflow_steps ?? [])];
  const nameOf = new Map(steps.map(({ step_number, step_name }) => [step_number, step_name]));
  if (data.steps.length === 0 && data.fields.length === 0)
    return <p className="muted">The two versions have the same content.</p>;
  return (
    <div className="field-changes">
      {data.fields.length > 0 && <FieldChanges title="The workflow" changes={data.fields} />}
      {data.steps.map((change) => (
        <FieldChanges
          key={change.step_number}
          title={`Step ${change.step_number} ${nameOf.get(change.step_number) ?? ''}`}
          note={CHANGES[change.change]}
          changes={change.fields}
        />
      ))}
    </div>
  );
}
const CHANGES: Record<StepChange['change'], string> = { added: 'added', removed: 'removed', changed: 'changed' };
