/**
 * Whether what is shown is live. Every source (the queries, each open stream) says how it fares under its own name;
 * the worst of them is shown.
 */
import { createStore } from '../design/store.js';

export interface Connection {
  state: 'live' | 'reconnecting' | 'offline';
  /** When the next attempt is made, in ms since the epoch; null when that is not known. */
  retry_at: number | null;
}
const LIVE: Connection = { state: 'live', retry_at: null };
const OFFLINE: Connection = { state: 'offline', retry_at: null };
/** A break that is over so soon is not worth a word. In ms. */
const GRACE_MS = 1_000;
interface Waiting {
  since: number;
  retry_at: number | null;
}
const waiting = new Map<string, Waiting>();
export const connection = createStore<Connection>(LIVE);

/** The source has an answer, or is no longer of interest. */
export function tellAnswered(source: string): void {
  waiting.delete(source);
  show();
}
export function tellUnanswered(source: string, retry_at: number | null): void {
  waiting.set(source, { since: waiting.get(source)?.since ?? Date.now(), retry_at });
  show();
  setTimeout(show, GRACE_MS);
}
function show(): void {
  if (!navigator.onLine) return connection.set(OFFLINE);
  const broken = [...waiting.values()].filter(({ since }) => Date.now() - since >= GRACE_MS);
  if (broken.length === 0) return connection.set(LIVE);
  const times = broken.map(({ retry_at }) => retry_at).filter((time) => time !== null);
  connection.set({ state: 'reconnecting', retry_at: times.length === 0 ? null : Math.min(...times) });
}
addEventListener('offline', show);
addEventListener('online', show);
