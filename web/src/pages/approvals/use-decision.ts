import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import { client } from '../../api/client.js';
import { toast } from '../../design/toasts.js';
import { type Decided, decidedText } from './decided-text.js';

export interface Decision {
  kind: 'approve' | 'reject';
  notes: string;
}
/** @param onDecide called when a decision is sent */
export function useDecision({ execution_id, deliverable_type }: ApprovalRow, onDecide: () => void) {
  const queries = useQueryClient();
  return useMutation({
    // The list may hear of it before the answer is here.
    onMutate: onDecide,
    async mutationFn({ kind, notes }: Decision): Promise<Decided> {
      const { commands } = client;
      const given = notes.trim() === '' ? {} : { notes: notes.trim() };
      const answer =
        kind === 'approve'
          ? await commands.approve(execution_id, given)
          : await commands.reject(execution_id, { notes: notes.trim() });
      return { decision: kind, status: answer.status };
    },
    async onSuccess(decided) {
      toast(`${deliverable_type}: ${decidedText(decided)}`);
      await queries.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
}
