import type { ExecutionEvent } from '../../../../src/contracts/events.js';
import { EVENT_KINDS, matches } from '../../../../web/src/pages/execution/log/event-filter.js';
import { EVENT_LOOKS, eventWords } from '../../../../web/src/pages/execution/log/event-words.js';
import { completed, event, failed, started } from './known-execution.js';

const EVENTS: ExecutionEvent[] = [
  event(1, 0, { event: 'execution_started', deliverable_type: 'bridge', version: 2, total_steps: 3 }),
  started(2, 1, 1),
  event(3, 1, { event: 'step_progress', step_number: 1, progress_percent: 20 }),
  completed(4, 2, 1),
  event(5, 2, { event: 'progress_update', completed_steps: 1, total_steps: 3, progress_percent: 33.33 }),
  failed(6, 3, 2),
];
const seqs = (kind: keyof typeof EVENT_KINDS, step_number: number | null = null): number[] =>
  EVENTS.filter((one) => matches({ kind, step_number }, one)).map(({ seq }) => seq);

describe('the filter of the log', () => {
  it.each([
    ['usual', [1, 2, 4, 6]],
    ['all', [1, 2, 3, 4, 5, 6]],
    ['trouble', [6]],
    ['ends', [4, 6]],
    ['execution', [1]],
  ] as const)('%s', (kind, expected) => {
    expect(seqs(kind)).toEqual(expected);
  });
  it('leaves only what is about one step', () => {
    expect(seqs('all', 1)).toEqual([2, 3, 4]);
  });
});
describe('an event in words', () => {
  it.each([
    [EVENTS[0], 'bridge v2, 3 steps'],
    [EVENTS[1], ''],
    [EVENTS[2], '20 %'],
    [EVENTS[3], '1 s'],
    [EVENTS[4], '1 of 3, 33.33 %'],
    [EVENTS[5], 'broken: It broke'],
    [
      event(7, 1, {
        event: 'step_retrying',
        step_number: 1,
        item: 4,
        attempt: 2,
        error_type: 'busy',
        message: 'Busy',
        transient: true,
        delay_seconds: 4,
      }),
      'item 4, attempt 2: busy: Busy; again after 4 s',
    ],
    [event(8, 1, { event: 'approval_decided', decision: 'rejected', by: 'ben', notes: 'no' }), 'rejected, by ben, no'],
  ])('%#', (one, words) => {
    expect(one && eventWords(one)).toBe(words);
  });
  it('every kind has a word', () => {
    expect(EVENTS.every(({ event: name }) => EVENT_LOOKS[name].word !== '')).toBe(true);
  });
});
