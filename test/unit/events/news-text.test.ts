import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '../../../src/contracts/events.js';
import type { ExecutionNews } from '../../../src/events/event-bus.js';
import { newsOf, readNews, textsOf } from '../../../src/events/news-text.js';

const event = (execution_id: string, seq: number, text = '') =>
  ({ execution_id, seq, event: 'step_completed', output: text }) as unknown as ExecutionEvent;
const news = (id: string, seq: number, text: string): ExecutionNews => ({
  execution_id: id,
  last_seq: seq,
  events: [event(id, seq, text)],
});
const sent = (all: ExecutionNews[]) => textsOf('a-process', all);

describe('news to other processes', () => {
  it('go together as far as a notification holds them, and arrive whole', () => {
    const all = Array.from({ length: 40 }, (_, n) => news(`id-${n}`, n + 1, 'é'.repeat(200)));
    const texts = sent(all);
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(8_000);
    expect(texts.map(readNews).flatMap((told) => told.news)).toEqual(all);
    expect(new Set(texts.map((text) => readNews(text).from))).toEqual(new Set(['a-process']));
  });
  it('leave events behind that are too large', () => {
    const texts = sent([news('large', 7, 'é'.repeat(4_000)), news('small', 1, 'x')]);
    expect(texts.map(readNews).flatMap((told) => told.news)).toEqual([
      { execution_id: 'large', last_seq: 7, events: [] },
      news('small', 1, 'x'),
    ]);
  });
  it('have one entry for each execution, of events that follow one another', () => {
    const events = [event('a', 1), event('b', 4), event('a', 2), event('a', 2), event('b', 7), event('b', 8)];
    expect(newsOf(events)).toEqual([
      { execution_id: 'a', last_seq: 2, events: [event('a', 1), event('a', 2)] },
      { execution_id: 'b', last_seq: 8, events: [event('b', 7), event('b', 8)] },
    ]);
  });
  it('are nothing when there is nothing to tell', () => {
    expect(sent([])).toEqual([]);
  });
});
