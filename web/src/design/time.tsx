/** A moment in the reader's own time; the exact one, in UTC, is in its title. */
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const clock = new Intl.DateTimeFormat('en-GB', CLOCK);
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...CLOCK });
const year = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...CLOCK });
const milliseconds = new Intl.DateTimeFormat('en-GB', { ...CLOCK, fractionalSecondDigits: 3 });

function formatFor(at: Date): Intl.DateTimeFormat {
  const now = new Date();
  if (at.toDateString() === now.toDateString()) return clock;
  return at.getFullYear() === now.getFullYear() ? day : year;
}
/** `exact` shows milliseconds and no date. */
export function Time({ at, exact = false }: { at: string | null | undefined; exact?: boolean }) {
  if (!at) return <span>–</span>;
  const moment = new Date(at);
  return (
    <time className="nowrap" dateTime={at} title={at}>
      {(exact ? milliseconds : formatFor(moment)).format(moment)}
    </time>
  );
}
