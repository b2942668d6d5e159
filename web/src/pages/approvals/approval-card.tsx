import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import { classNames } from '../../design/class-names.js';
import { TimeLeft } from '../../design/duration.js';
import { KeyValues } from '../../design/key-values.js';
import { RelativeTime } from '../../design/relative-time.js';
import { StatusBadge } from '../../design/status-badge.js';
import { useNow } from '../../design/use-now.js';
import { ExecutionId } from '../../lists/execution-id.js';
import { ExecutionLink } from '../../lists/execution-link.js';
import { DecisionForm } from './decision-form.js';
import { RiskFactors } from './risk-factors.js';

export interface ApprovalCardProps {
  row: ApprovalRow;
  onDecide(): void;
}
export function ApprovalCard({ row, onDecide }: ApprovalCardProps) {
  const { execution_id, deliverable_type, status, risk, requested_at, expires_at } = row;
  const isPending = status === 'pending';
  return (
    <article className="approval" aria-label={`${deliverable_type} ${execution_id}`}>
      <header>
        <p className="approval-execution">
          <ExecutionLink {...row} />
          <ExecutionId id={execution_id} />
        </p>
        <p className="approval-times">
          {!isPending && <StatusBadge status={status} />}
          <span>
            Asked <RelativeTime at={requested_at} />
          </span>
          {isPending && <Expiry at={expires_at} />}
        </p>
      </header>
      <div className="approval-body">
        {risk && <RiskFactors execution_id={execution_id} risk={risk} />}
        {isPending ? <DecisionForm row={row} onDecide={onDecide} /> : <Outcome row={row} />}
      </div>
    </article>
  );
}
const SOON_MS = 3_600_000;
/** What nobody has decided by then is closed as rejected. */
function Expiry({ at }: { at: string }) {
  const isSoon = Date.parse(at) - useNow(60_000) < SOON_MS;
  return (
    <span className={classNames(isSoon && 'approval-soon tone-danger')} title={at}>
      Expires <TimeLeft until={at} />
    </span>
  );
}
function Outcome({ row: { status, decided_at, decided_by, notes, expires_at } }: { row: ApprovalRow }) {
  if (status === 'expired')
    return (
      <p>
        Nobody decided in time; it expired <RelativeTime at={expires_at} />.
      </p>
    );
  return (
    <KeyValues
      entries={[
        ['Decided', decided_at && <RelativeTime at={decided_at} />],
        ['By', decided_by ?? 'not known'],
        ['Notes', notes ?? 'none'],
      ]}
    />
  );
}
