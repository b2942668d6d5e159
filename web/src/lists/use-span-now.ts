import { useNow } from '../design/use-now.js';
import { isSpan } from './time-range.js';

const MINUTE_MS = 60_000;

/** The time in ms that a span up to now is counted from; it goes on minute by minute, and stands still without a span. */
export const useSpanNow = (since: string | undefined): number => useNow(since && isSpan(since) ? MINUTE_MS : null);
