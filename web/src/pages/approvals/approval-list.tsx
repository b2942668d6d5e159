/** The approvals of one status. What is decided here stays in sight, in its place, until the page is left. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import type { Approval } from '../../../../src/contracts/execution.js';
import { approvalsQuery } from '../../api/queries.js';
import { EmptyState } from '../../design/empty-state.js';
import { countText } from '../../lists/count-text.js';
import { ListContent } from '../../lists/list-content.js';
import { Pager } from '../../lists/pager.js';
import { usePaging } from '../../lists/use-paging.js';
import { ApprovalCard } from './approval-card.js';
import { type KeptRow, withKept } from './kept-rows.js';

interface KeptApproval extends KeptRow<ApprovalRow> {
  /** Of the page on which it was decided. */
  cursor: string | null;
}
const keyOf = ({ execution_id }: ApprovalRow): string => execution_id;
const NOTHING: Record<Approval['status'], string> = {
  pending: 'Nothing waits for approval',
  approved: 'Nothing has been approved yet',
  rejected: 'Nothing has been rejected yet',
  expired: 'No approval has expired',
};
export interface ApprovalListProps {
  status: Approval['status'];
  refetchInterval: number | false;
}
export function ApprovalList({ status, refetchInterval }: ApprovalListProps) {
  const paging = usePaging();
  const { cursor } = paging.place;
  const { data, error, isPending, refetch } = useQuery({
    ...approvalsQuery({ status, ...(cursor !== null && { cursor }) }),
    refetchInterval,
  });
  const [kept, setKept] = useState<readonly KeptApproval[]>([]);
  const keep = (row: ApprovalRow, index: number): void =>
    setKept((before) => [...before.filter((one) => keyOf(one.row) !== keyOf(row)), { row, index, cursor }]);
  const onPage = kept.filter((one) => one.cursor === cursor);
  const page = data && { ...data, items: withKept(data.items, onPage, keyOf) };
  return (
    <ListContent
      query={{ data: page, error, isPending, refetch }}
      what="approvals"
      empty={<NoApprovals status={status} />}
    >
      {({ items, next_cursor }) => (
        <>
          <div className="approvals">
            {items.map((row, index) => (
              <ApprovalCard key={keyOf(row)} row={row} onDecide={() => keep(row, index)} />
            ))}
          </div>
          <Pager paging={paging} next_cursor={next_cursor} shown={countText(items.length, 'approval')} />
        </>
      )}
    </ListContent>
  );
}
function NoApprovals({ status }: { status: Approval['status'] }) {
  return (
    <EmptyState title={NOTHING[status]}>
      {status === 'pending' && (
        <>
          An execution waits here when its risk score reaches <code>require_hitl_threshold</code> of its workflow.
        </>
      )}
    </EmptyState>
  );
}
