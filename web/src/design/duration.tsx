import { durationText } from './duration-text.js';
import { useNow } from './use-now.js';

/** In ms; nothing known is a dash. */
export function Duration({ ms }: { ms: number | null | undefined }) {
  return <span className="nowrap">{ms === null || ms === undefined ? '–' : durationText(ms)}</span>;
}
/** From `since` to `until`; without an end it goes on with the clock. ISO 8601. */
export function Elapsed({ since, until }: { since: string; until?: string | null | undefined }) {
  const now = useNow(until ? null : 1000);
  const end = until ? Date.parse(until) : now;
  const ms = Math.max(0, end - Date.parse(since));
  return <Duration ms={until ? ms : Math.floor(ms / 1000) * 1000} />;
}
/** How long it is until a time, as `in 3 h 12 min`; `due` once it has passed. */
export function TimeLeft({ until }: { until: string }) {
  const now = useNow(1000);
  const ms = Math.ceil((Date.parse(until) - now) / 1000) * 1000;
  return <span className="nowrap">{ms <= 0 ? 'due' : `in ${durationText(ms)}`}</span>;
}
