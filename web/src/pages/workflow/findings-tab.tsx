import { useQuery } from '@tanstack/react-query';
import type { Finding } from '../../../../src/contracts/finding.js';
import type { WorkflowVersion } from '../../../../src/contracts/workflow.js';
import { findingsQuery } from '../../api/queries.js';
import { EmptyState } from '../../design/empty-state.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { FindingList } from '../../design/finding-list.js';
import { Panel } from '../../design/panel.js';
import { Skeleton } from '../../design/skeleton.js';

const GROUPS: readonly (readonly [Finding['severity'], string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
];
export function FindingsTab({ workflow: { deliverable_type, version } }: { workflow: WorkflowVersion }) {
  const { data, error, refetch } = useQuery(findingsQuery(deliverable_type, version));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Checking the document" />;
  if (data.findings.length === 0)
    return (
      <EmptyState title="Nothing was found">
        The document of version {version} has no errors, no warnings and no notes.
      </EmptyState>
    );
  return (
    <div className="workflow-panels">
      {GROUPS.map(([severity, title]) => {
        const findings = data.findings.filter((finding) => finding.severity === severity);
        if (findings.length === 0) return null;
        return (
          <Panel key={severity} title={title} note={findings.length}>
            <FindingList findings={findings} />
          </Panel>
        );
      })}
    </div>
  );
}
