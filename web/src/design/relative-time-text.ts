const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** How long ago something was, in ms, as people say it: `now`, `12 s ago`, `3 min ago`, `2 h ago`, `4 d ago`. */
export function relativeTimeText(ago_ms: number): string {
  const seconds = Math.floor(Math.max(0, ago_ms) / 1000);
  if (seconds < 5) return 'now';
  if (seconds < MINUTE_S) return `${seconds} s ago`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min ago`;
  if (seconds < 2 * DAY_S) return `${Math.floor(seconds / HOUR_S)} h ago`;
  return `${Math.floor(seconds / DAY_S)} d ago`;
}
