import { Link } from 'react-router';
import type { WorkflowVersion } from '../../../../src/contracts/workflow.js';
import { Icon } from '../../design/icon.js';

export function OlderVersionNotice({ present, shown }: { present: WorkflowVersion; shown: WorkflowVersion }) {
  return (
    <p className="workflow-older tone-warning" role="status">
      <Icon name="info" />
      <span>
        This is version {shown.version}; the present one is {present.version}. <Link to="?">Show the present one</Link>
      </span>
    </p>
  );
}
