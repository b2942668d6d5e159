/** Reads a list anew when events of the platform concern it. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { EventName } from '../../../src/contracts/events.js';
import { client } from '../api/client.js';
import { useEventStream } from '../api/use-event-stream.js';
import { TrailingCalls } from './trailing-calls.js';

export interface LiveListOptions {
  /** The first part of the key of what is read. */
  list: string;
  /** Only these events concern it; by default all do. */
  events?: ReadonlySet<EventName>;
  deliverable_type?: string | undefined;
}
export type Liveness = 'connecting' | 'live' | 'broken';
/** The rows of a list follow an event within 300 ms. */
const DELAYS = { after: 400, between: 1_000 };
/** How often a list is read while it cannot be told. In ms. */
const UNTOLD_MS = 5_000;

/** `refetchInterval` is for the query of the list. */
export function useLiveList({ list, events, deliverable_type }: LiveListOptions): {
  liveness: Liveness;
  refetchInterval: number | false;
} {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const refresh = useMemo(
    () => new TrailingCalls(() => void queries.invalidateQueries({ queryKey: [list] }), DELAYS),
    [queries, list],
  );
  useEffect(() => () => refresh.close(), [refresh]);
  useEventStream({
    what: `all ${deliverable_type ?? ''}`,
    open: ({ signal, on_state }) =>
      client.followAll({
        signal,
        deliverable_type,
        on_state(state) {
          on_state(state);
          if (state.kind === 'live') {
            setLiveness('live');
            refresh.ask();
          } else if (state.kind === 'waiting') setLiveness('broken');
        },
      }),
    onEvents: (batch) => {
      if (!events || batch.some(({ event }) => events.has(event))) refresh.ask();
    },
    onEnd: () => setLiveness('broken'),
  });
  return { liveness, refetchInterval: liveness === 'live' ? false : UNTOLD_MS };
}
