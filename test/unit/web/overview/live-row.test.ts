import { describe, expect, it } from '@jest/globals';
import type { EventBody, ExecutionEvent } from '../../../../src/contracts/events.js';
import type { ExecutionRow } from '../../../../src/contracts/execution.js';
import { FAREWELL_MS, type LiveRows, withEvents, withListed } from '../../../../web/src/pages/overview/live-row.js';

const NONE: LiveRows = new Map();
let seq = 0;
const event = (body: EventBody, execution_id = 'e'): ExecutionEvent => {
  seq += 1;
  return { seq, execution_id, timestamp: '2026-01-01T00:00:00.000Z', ...body };
};
const started = (id?: string) =>
  event({ event: 'execution_started', deliverable_type: 'beam', version: 2, total_steps: 4 }, id);
const progress = (progress_percent: number) =>
  event({ event: 'progress_update', completed_steps: 1, total_steps: 4, progress_percent });
const listed = (execution_id: string, progress_percent = 0) =>
  ({ execution_id, deliverable_type: 'beam', version: 1, progress_percent, created_at: 'then' }) as ExecutionRow;

describe('the executions that run', () => {
  it('appear when they start, and say how far they are', () => {
    const rows = withEvents(NONE, [started(), progress(25)], 0);
    expect([...rows.values()]).toEqual([
      expect.objectContaining({ deliverable_type: 'beam', version: 2, status: 'running', progress_percent: 25 }),
    ]);
  });
  it('stay for a moment after their end', () => {
    const end = event({ event: 'execution_cancelled', total_time_ms: 5 });
    const rows = withEvents(withEvents(NONE, [started()], 0), [end], 1_000);
    expect(rows.get('e')).toMatchObject({ status: 'cancelled', stopped_at: 1_000 });
    expect(withListed(rows, [])).toEqual(rows);
    expect(withEvents(rows, [], 1_000 + FAREWELL_MS).size).toBe(0);
  });
  it('are parked or failed as the event says, and go on when a parked one is recovered', () => {
    const failed = (dead_letter: { parked_until: string } | null) =>
      event({
        event: 'execution_failed',
        error: { type: 'x', message: 'no' },
        failed_steps: [1],
        dead_letter,
        recovery: [],
        total_time_ms: 5,
      });
    const rows = withEvents(NONE, [started()], 0);
    expect(withEvents(rows, [failed(null)], 1).get('e')?.status).toBe('failed');
    const parked = withEvents(rows, [failed({ parked_until: 'later' })], 1);
    expect(parked.get('e')?.status).toBe('parked');
    const again = event({ event: 'step_started', step_number: 1, step_name: 'load', attempt: 2 });
    expect(withEvents(parked, [again], 2).get('e')).toMatchObject({ status: 'running', stopped_at: null });
  });
  it('are those of the list, with what the events say of how far they are', () => {
    const rows = withEvents(withListed(NONE, [listed('e'), listed('gone')]), [progress(50)], 0);
    const next = withListed(rows, [listed('e', 25), listed('new', 10)]);
    expect([...next.values()].map((row) => [row.execution_id, row.progress_percent])).toEqual([
      ['e', 50],
      ['new', 10],
    ]);
  });
  it('of which nobody saw the beginning are left to the list', () => {
    expect(withEvents(NONE, [progress(50)], 0).size).toBe(0);
  });
});
