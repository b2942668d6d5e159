import type { WorkflowStatus } from '../../../../../src/contracts/document.js';
import type { WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { EmptyState } from '../../../design/empty-state.js';
import { canStart } from '../can-start.js';
import { RunForm } from './run-form.js';
import './run-tab.css';

const REASONS: Partial<Record<WorkflowStatus, string>> = {
  draft: 'It is a draft. Publish a new version with the status testing or active.',
  deprecated: 'It is deprecated. A new version or a rollback makes it active again.',
};
/** `status` is that of the workflow. */
export function RunTab({ workflow, status }: { workflow: WorkflowVersion; status: WorkflowStatus }) {
  if (!canStart(status)) return <EmptyState title="It cannot be started">{REASONS[status]}</EmptyState>;
  return <RunForm workflow={workflow} />;
}
