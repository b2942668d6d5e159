/** Gives a command, and reads what it changed. A refusal stays with whoever gave it, in `error`. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../../design/toasts.js';
import type { LiveRecord } from '../live-record.js';

export interface GivenCommand {
  give(command: () => Promise<unknown>, done: string): void;
  busy: boolean;
  error: unknown;
}
/** What shows executions beside this page. */
const LISTS = ['dead-letters', 'approvals', 'executions', 'statistics'];

/** `onDone` is called once the platform has taken it. */
export function useCommand(record: LiveRecord, onDone?: () => void): GivenCommand {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ command }: { command: () => Promise<unknown>; done: string }) => command(),
    onSuccess: (_, { done }) => {
      toast(done);
      void record.read();
      for (const list of LISTS) void queries.invalidateQueries({ queryKey: [list] });
      onDone?.();
    },
    // What was refused was perhaps not as it is shown.
    onError: () => void record.read(),
  });
  const give = (command: () => Promise<unknown>, done: string): void => mutation.mutate({ command, done });
  return { give, busy: mutation.isPending, error: mutation.error };
}
