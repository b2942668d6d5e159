/** The whole log of the execution: what was before the page was opened is read once, and what comes is added. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ExecutionEvent } from '../../../../../src/contracts/events.js';
import { client } from '../../../api/client.js';
import type { LiveRecord } from '../live-record.js';

export interface EventLogState {
  events: readonly ExecutionEvent[];
  loading: boolean;
  error: unknown;
  retry(): void;
}
/** `last_seq` tells that the record has more events than before. */
export function useEventLog(execution_id: string, record: LiveRecord, last_seq: number): EventLogState {
  const { first_seq } = record;
  const earlier = useQuery({
    queryKey: ['events', execution_id, first_seq],
    queryFn: async ({ signal }) => {
      const { items } = await client.executions.events(execution_id, { after: 0, signal });
      return items.filter(({ seq }) => seq <= first_seq);
    },
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const { data } = earlier;
  const events = useMemo(
    () => [...(data ?? []), ...record.events.filter(({ seq }) => seq <= last_seq)],
    [data, record, last_seq],
  );
  return { events, loading: earlier.isPending, error: earlier.error, retry: () => void earlier.refetch() };
}
