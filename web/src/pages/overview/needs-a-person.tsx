/** What goes no further by itself: parked executions and approvals, each with what can be done at once. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PlatformStatistics } from '../../../../src/contracts/platform-statistics.js';
import { approvalsQuery, deadLettersQuery } from '../../api/queries.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Panel } from '../../design/panel.js';
import { Skeleton } from '../../design/skeleton.js';
import { RefusalNote } from '../../session/refusal-note.js';
import './needs-a-person.css';
import { PendingApproval } from './pending-approval.js';
import { ParkedExecution } from './parked-execution.js';

const SHOWN = 5;

export interface NeedsAPersonProps {
  statistics: PlatformStatistics;
  refetchInterval: number;
}
export function NeedsAPerson({ statistics: { parked, approvals_pending }, refetchInterval }: NeedsAPersonProps) {
  const letters = useQuery({ ...deadLettersQuery({ limit: SHOWN }), refetchInterval });
  const approvals = useQuery({ ...approvalsQuery({ status: 'pending', limit: SHOWN }), refetchInterval });
  const error = letters.error ?? approvals.error;
  const nothing = letters.data?.items.length === 0 && approvals.data?.items.length === 0;
  return (
    <Panel title="Needs a person">
      {error && <ErrorNotice error={error} />}
      {(letters.isPending || approvals.isPending) && <Skeleton label="Loading what needs a person" lines={3} />}
      {nothing && <p className="muted">Nothing is parked, and no approval is asked for.</p>}
      {!nothing && (
        <div className="needs-refusal">
          <RefusalNote needs="operate" />
        </div>
      )}
      {approvals.data && approvals.data.items.length > 0 && (
        <Group title="Approvals" to="/approvals" more={approvals_pending - approvals.data.items.length}>
          {approvals.data.items.map((approval) => (
            <PendingApproval key={approval.execution_id} approval={approval} />
          ))}
        </Group>
      )}
      {letters.data && letters.data.items.length > 0 && (
        <Group title="Parked" to="/dead-letters" more={parked - letters.data.items.length}>
          {letters.data.items.map((letter) => (
            <ParkedExecution key={letter.execution_id} letter={letter} />
          ))}
        </Group>
      )}
    </Panel>
  );
}
interface GroupProps {
  title: string;
  to: string;
  /** How many there are beside those that are shown. */
  more: number;
  children: ReactNode;
}
function Group({ title, to, more, children }: GroupProps) {
  return (
    <div className="needs-group">
      <h3>{title}</h3>
      <ul>{children}</ul>
      <Link to={to}>{more > 0 ? `${more.toLocaleString('en-GB')} more` : `All ${title.toLowerCase()}`}</Link>
    </div>
  );
}
