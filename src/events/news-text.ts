/** News as they go from process to process: JSON, cut to what a notification of PostgreSQL holds. */
import type { ExecutionEvent } from '../contracts/events.js';
import type { ExecutionNews } from './event-bus.js';

/** In bytes; PostgreSQL refuses 8,000. */
const MAX_NOTIFICATION = 7_900;
export interface ToldNews {
  /** The process that tells them. */
  from: string;
  news: ExecutionNews[];
}
const bytes = (text: string): number => Buffer.byteLength(text);

/** Events that are too large for a notification stay behind: who hears of them reads the log. */
export function textsOf(from: string, news: readonly ExecutionNews[]): string[] {
  const room = MAX_NOTIFICATION - bytes(JSON.stringify({ from, news: [] }));
  const texts: string[][] = [];
  let left = 0;
  for (const one of news) {
    const whole = JSON.stringify(one);
    const text = bytes(whole) <= room ? whole : JSON.stringify({ ...one, events: [] });
    if (bytes(text) + 1 > left) {
      texts.push([]);
      left = room;
    }
    texts.at(-1)?.push(text);
    left -= bytes(text) + 1;
  }
  return texts.map((together) => `{"from":${JSON.stringify(from)},"news":[${together.join(',')}]}`);
}
export function readNews(text: string): ToldNews {
  return JSON.parse(text) as ToldNews;
}
/** One for each execution, whose events follow one another; where they do not, they stay behind. */
export function newsOf(events: readonly ExecutionEvent[]): ExecutionNews[] {
  const byExecution = new Map<string, ExecutionNews>();
  for (const event of events) {
    const { execution_id, seq } = event;
    const known = byExecution.get(execution_id);
    if (!known) byExecution.set(execution_id, { execution_id, last_seq: seq, events: [event] });
    else if (seq === known.last_seq + 1) {
      known.events.push(event);
      known.last_seq = seq;
    } else if (seq > known.last_seq) {
      known.events = [event];
      known.last_seq = seq;
    }
  }
  return [...byExecution.values()];
}
