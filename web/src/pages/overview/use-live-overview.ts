/** What runs now, live; and when the figures are to be read anew. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { EventName } from '../../../../src/contracts/events.js';
import { client } from '../../api/client.js';
import { executionsQuery } from '../../api/queries.js';
import { useEventStream } from '../../api/use-event-stream.js';
import { TrailingCalls } from '../../lists/trailing-calls.js';
import type { Liveness } from '../../lists/use-live-list.js';
import { FAREWELL_MS, type LiveRow, type LiveRows, withEvents, withListed } from './live-row.js';

/** After which the figures are other ones. */
const TURNS: ReadonlySet<EventName> = new Set<EventName>([
  ...(['execution_started', 'execution_completed', 'execution_failed', 'execution_cancelled'] as const),
  ...(['approval_required', 'approval_decided', 'execution_resumed', 'execution_paused'] as const),
]);
const DELAYS = { after: 500, between: 2_500 };
/** How often everything is read without a word from the stream, and while it cannot be followed. In ms. */
const TOLD_MS = 30_000;
const UNTOLD_MS = 5_000;
const LISTED = 50;
const FIGURES = ['statistics', 'dead-letters', 'approvals', 'executions'];

export interface LiveOverview {
  liveness: Liveness;
  /** For the queries of the page. */
  refetchInterval: number;
  /** Newest first. */
  rows: LiveRow[];
}
export function useLiveOverview(): LiveOverview {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  const [rows, setRows] = useState<LiveRows>(new Map());
  const refetchInterval = liveness === 'live' ? TOLD_MS : UNTOLD_MS;
  const refresh = useMemo(() => {
    const readAnew = () => FIGURES.forEach((name) => void queries.invalidateQueries({ queryKey: [name] }));
    return new TrailingCalls(readAnew, DELAYS);
  }, [queries]);
  useEffect(() => () => refresh.close(), [refresh]);
  const { data: listed } = useQuery({ ...executionsQuery({ status: 'running', limit: LISTED }), refetchInterval });
  const [merged, setMerged] = useState(listed);
  if (listed !== merged) {
    setMerged(listed);
    setRows(withListed(rows, listed?.items ?? []));
  }
  useFarewells(rows, setRows);
  useEventStream({
    what: 'all',
    open: ({ signal, on_state }) =>
      client.followAll({
        signal,
        on_state(state) {
          on_state(state);
          if (state.kind === 'live') refresh.ask();
          if (state.kind === 'live' || state.kind === 'waiting') setLiveness(state.kind === 'live' ? 'live' : 'broken');
        },
      }),
    onEvents(batch) {
      setRows((before) => withEvents(before, batch, Date.now()));
      if (batch.some(({ event }) => TURNS.has(event))) refresh.ask();
    },
    onEnd: () => setLiveness('broken'),
  });
  const shown = [...rows.values()].toSorted((a, b) => (a.started_at < b.started_at ? 1 : -1));
  return { liveness, refetchInterval, rows: shown };
}
/** Takes the rows away that have been at an end for long enough. */
function useFarewells(rows: LiveRows, setRows: (change: (rows: LiveRows) => LiveRows) => void): void {
  const hasStopped = [...rows.values()].some(({ stopped_at }) => stopped_at !== null);
  useEffect(() => {
    if (!hasStopped) return;
    const timer = setInterval(() => setRows((before) => withEvents(before, [], Date.now())), FAREWELL_MS / 4);
    return () => clearInterval(timer);
  }, [hasStopped, setRows]);
}
