/** Follows a stream of events for as long as a component is shown; what it gets comes in batches, at most one a frame. */
import { useEffect, useEffectEvent, useId } from 'react';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import type { FollowState } from '../../../src/client/follow.js';
import { tellAnswered, tellUnanswered } from './connection.js';
import { askAgain } from './query-client.js';
import { EventBatches } from './event-batches.js';

export interface EventStreamOptions<Event extends ExecutionEvent> {
  /** What is followed, such as the execution's id; another one begins anew, and null follows nothing. */
  what: string | null;
  /** Opens it; called again only for another `what`. */
  open(options: { signal: AbortSignal; on_state: (state: FollowState) => void }): AsyncIterable<Event>;
  onEvents(events: Event[]): void;
  /** The server refused, or no event follows any more. */
  onEnd?(error: unknown): void;
}
export function useEventStream<Event extends ExecutionEvent>(options: EventStreamOptions<Event>): void {
  const { what } = options;
  const source = useId();
  const open = useEffectEvent(options.open);
  const onEvents = useEffectEvent(options.onEvents);
  const onEnd = useEffectEvent((error: unknown) => options.onEnd?.(error));
  useEffect(() => {
    if (what === null) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const batches = new EventBatches<Event>((events) => onEvents(events));
    const on_state = (state: FollowState): void => tellState(source, signal.aborted ? { kind: 'ended' } : state);
    void (async () => {
      try {
        for await (const event of open({ signal, on_state })) batches.add(event);
        batches.flush();
        if (!signal.aborted) onEnd(null);
      } catch (error) {
        if (!signal.aborted) onEnd(error);
      }
    })();
    return () => {
      leaving.abort();
      batches.close();
      tellAnswered(source);
    };
  }, [what, source]);
}
function tellState(source: string, state: FollowState): void {
  switch (state.kind) {
    case 'waiting':
      return tellUnanswered(source, Date.now() + state.retry_in_ms);
    case 'live':
      askAgain();
      return tellAnswered(source);
    case 'ended':
      return tellAnswered(source);
    case 'connecting':
      return;
    default:
      return state satisfies never;
  }
}
