/** Below the heading: what it is, whose it is, and its times. */
import { Link } from 'react-router';
import type { Execution } from '../../../../src/contracts/execution.js';
import { countText } from '../../design/count-text.js';
import { Elapsed } from '../../design/duration.js';
import { Icon } from '../../design/icon.js';
import { Id } from '../../design/id.js';
import { type KeyValue, KeyValues } from '../../design/key-values.js';
import { Time } from '../../design/time.js';
import './execution-about.css';

const linkTo = (execution_id: string): string => `/executions/${encodeURIComponent(execution_id)}`;

function entriesOf(execution: Execution): KeyValue[] {
  const { execution_id, deliverable_type, version, started_at, created_at, completed_at } = execution;
  const { user_id, rerun_of, parent, progress, temporal } = execution;
  const workflow = `/workflows/${encodeURIComponent(deliverable_type)}?version=${version}`;
  return [
    ['Execution', <Id key="id" id={execution_id} what="execution id" />],
    ['Version', <Link key="version" to={workflow}>{`${deliverable_type} v${version}`}</Link>],
    ['Started', <Time key="started" at={started_at ?? created_at} />],
    [
      completed_at ? 'Took' : execution.status === 'running' ? 'Running for' : 'Open for',
      started_at && <Elapsed since={started_at} until={completed_at} />,
    ],
    ['Steps', `${countText(progress.completed_steps)} of ${countText(progress.total_steps)}`],
    ['User', user_id],
    ['Rerun of', rerun_of && <Id id={rerun_of} what="execution id" to={linkTo(rerun_of)} short />],
    ['Part of', parent && <ParentLink parent={parent} />],
    ['Temporal', temporal.ui_url && <TemporalLink url={temporal.ui_url} />],
  ];
}
export function ExecutionAbout({ execution }: { execution: Execution }) {
  return (
    <div className="execution-about">
      <KeyValues row entries={entriesOf(execution)} />
    </div>
  );
}
const ParentLink = ({ parent }: { parent: { execution_id: string; step_number: number } }) => (
  <Link to={`${linkTo(parent.execution_id)}?step=${parent.step_number}`}>
    <code>{parent.execution_id.slice(0, 8)}</code>, step {parent.step_number}
  </Link>
);
const TemporalLink = ({ url }: { url: string }) => (
  <a href={url} target="_blank" rel="noreferrer">
    History <Icon name="external" />
  </a>
);
