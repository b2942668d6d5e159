import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApprovalRow } from '../../../../src/contracts/approval.js';
import { client } from '../../api/client.js';
import { toast } from '../../design/toasts.js';
import { type Decided, decidedText } from './decided-text.js';

export interface Decision {
  kind: 'approve' | 'reject';
  notes: string;
}
export function useDecision({ execution_id, deliverable_type }: ApprovalRow, onDecided: () => void) {
  const queries = useQueryClient();
  return useMutation({
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
      onDecided();
      toast(`${deliverable_type}: ${decidedText(decided)}`);
      await queries.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
}
