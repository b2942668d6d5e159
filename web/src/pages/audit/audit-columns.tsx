import type { AuditRow } from '../../../../src/contracts/audit.js';
import { Id } from '../../design/id.js';
import type { Column } from '../../design/table.js';
import { Time } from '../../design/time.js';
import { AuditDetails } from './audit-details.js';

export const AUDIT_COLUMNS: readonly Column<AuditRow>[] = [
  { id: 'time', header: 'Time', priority: 2, cell: ({ timestamp }) => <Time at={timestamp} /> },
  {
    id: 'action',
    header: 'Action',
    cell: (entry) => (
      <>
        <code className="nowrap">{entry.action}</code>
        <NarrowFigures entry={entry} />
      </>
    ),
  },
  { id: 'execution', header: 'Execution', priority: 2, cell: (entry) => <AuditExecution entry={entry} /> },
  { id: 'step', header: 'Step', priority: 3, cell: (entry) => <Step entry={entry} /> },
  { id: 'actor', header: 'Actor', priority: 2, cell: (entry) => <Actor entry={entry} /> },
  { id: 'details', header: 'Details', grow: true, cell: (entry) => <AuditDetails entry={entry} /> },
];
interface EntryProps {
  entry: AuditRow;
}
function stepText({ step_number, attempt }: AuditRow): string {
  const parts = [step_number !== undefined && `${step_number}`, attempt !== undefined && `(attempt ${attempt})`];
  return parts.filter(Boolean).join(' ');
}
function Step({ entry }: EntryProps) {
  const text = stepText(entry);
  return text === '' ? <span className="muted">–</span> : <span className="nowrap">{text}</span>;
}
function AuditExecution({ entry: { execution_id } }: EntryProps) {
  if (execution_id === undefined) return <span className="muted">–</span>;
  return <Id id={execution_id} what="execution id" to={`/executions/${execution_id}`} short />;
}
/** Who, and from where. */
function Actor({ entry: { actor, source } }: EntryProps) {
  return (
    <span className="nowrap">
      {actor ?? ''} <span className="muted">{source}</span>
    </span>
  );
}
/** What the columns say that a narrow place leaves out. */
function NarrowFigures({ entry }: EntryProps) {
  const step = stepText(entry);
  return (
    <div className="audit-figures">
      <Time at={entry.timestamp} />
      <AuditExecution entry={entry} />
      {step !== '' && <span>step {step}</span>}
      {entry.source !== 'workflow' && <Actor entry={entry} />}
    </div>
  );
}
