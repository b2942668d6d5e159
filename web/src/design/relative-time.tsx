import { relativeTimeText } from './relative-time-text.js';
import { useNow } from './use-now.js';

const UPDATE_MS = 5_000;
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** How long ago it was; the moment itself, in the reader's time and in UTC, is in its title. ISO 8601. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const now = useNow(at ? UPDATE_MS : null);
  if (!at) return <span>–</span>;
  return (
    <time className="nowrap" dateTime={at} title={`${absolute.format(new Date(at))} (${at})`}>
      {relativeTimeText(now - Date.parse(at))}
    </time>
  );
}
