import { useEffect, useMemo, useState } from 'react';
import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import { client } from '../../api/client.js';
import { useEventStream } from '../../api/use-event-stream.js';
import { useStore } from '../../design/store.js';
import { LiveRecord, type LiveState } from './live-record.js';

export interface LiveExecutionHandle {
  state: LiveState;
  record: LiveRecord;
  /** Reads it at once, after it could not be read. */
  retry(): void;
  /** Why its events are not followed: the platform refuses; null otherwise. */
  refusal: unknown;
  followAgain(): void;
}
interface Following {
  attempt: number;
  refusal: unknown;
}
/** The execution as it is now, for as long as the component is shown. */
export function useLiveExecution(execution_id: string): LiveExecutionHandle {
  const record = useMemo(() => recordOf(execution_id), [execution_id]);
  const state = useStore(record.state);
  const [{ attempt, refusal }, setFollowing] = useState<Following>({ attempt: 0, refusal: null });
  useEffect(() => {
    void record.open();
    return () => record.close();
  }, [record]);
  const isOpen = state.kind === 'known';
  useEventStream<ExecutionEvent>({
    what: isOpen ? `${execution_id} ${attempt}` : null,
    open: (options) => client.follow(execution_id, { ...options, after: record.last_seq }),
    onEvents: (events) => record.take(events),
    onEnd: (error) => error !== null && setFollowing({ attempt, refusal: error }),
  });
  const followAgain = () => setFollowing({ attempt: attempt + 1, refusal: null });
  return { state, record, retry: () => void record.open(), refusal, followAgain };
}
function recordOf(execution_id: string): LiveRecord {
  return new LiveRecord({
    lastSeq: async () => {
      const { last_seq } = await client.executions.events(execution_id, { after: Number.MAX_SAFE_INTEGER });
      return last_seq;
    },
    record: () => client.executions.look(execution_id),
  });
}
