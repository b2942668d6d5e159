import { jest } from '@jest/globals';
import type { ExecutionSight } from '../../../../src/client/execution-calls.js';
import type { Execution } from '../../../../src/contracts/execution.js';
import { LiveRecord } from '../../../../web/src/pages/execution/live-record.js';
import { completed, ended, event, execution, started, step } from './known-execution.js';

/** Answers when the test says so. */
class HandSource {
  private readonly asked: ((answer: ExecutionSight) => void)[] = [];
  lastSeq = async (): Promise<number> => 7;
  record = (): Promise<ExecutionSight> => new Promise((answer) => this.asked.push(answer));
  get questions(): number {
    return this.asked.length;
  }
  answer(execution: Execution, is_current = true): void {
    this.asked.shift()?.({ execution, is_current });
  }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function opened(known: Execution, is_current = true): Promise<{ record: LiveRecord; source: HandSource }> {
  const source = new HandSource();
  const record = new LiveRecord(source);
  void record.open();
  await settled();
  source.answer(known, is_current);
  await settled();
  return { record, source };
}
function liveOf(record: LiveRecord) {
  const state = record.state.get();
  if (state.kind !== 'known') throw new Error(`The record is ${state.kind}`);
  return state.live;
}

it('is followed from the seq that was newest before the record was read', async () => {
  const { record } = await opened(execution([step(1)]));
  expect(record.first_seq).toBe(7);
  expect(liveOf(record).last_seq).toBe(7);
  record.close();
});
it('an event that comes while the record is read is not lost', async () => {
  const { record, source } = await opened(execution([step(1), step(2)]));
  const reading = record.read();
  await settled();
  record.take([started(8, 1, 1), completed(9, 2, 1)]);
  source.answer(execution([step(1), step(2)]));
  await reading;
  expect(liveOf(record).execution.steps[0]?.status).toBe('completed');
  record.close();
});
it('is read again by itself where events do not say all', async () => {
  const { record, source } = await opened(execution([ended(1, 0, 1)]));
  record.take([
    event(8, 2, { event: 'execution_completed', status: 'completed', total_time_ms: 1, output: {}, risk: null }),
  ]);
  expect(liveOf(record).stale).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(source.questions).toBe(1);
  source.answer(execution([ended(1, 0, 1)], { status: 'completed', completed_at: 'now' }));
  await settled();
  expect(liveOf(record).stale).toBe(false);
  record.close();
});
it('that no worker answered for says so, and is read again until one does', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { record, source } = await opened(execution([step(1)]), false);
  expect(record.state.get()).toMatchObject({ is_current: false });
  jest.advanceTimersByTime(5_000);
  source.answer(execution([step(1)]), false);
  await settled();
  jest.advanceTimersByTime(5_000);
  expect(record.state.get()).toMatchObject({ is_current: false });
  source.answer(execution([step(1)]));
  await settled();
  expect(record.state.get()).toMatchObject({ is_current: true });
  jest.advanceTimersByTime(60_000);
  expect(source.questions).toBe(0);
  record.close();
  jest.useRealTimers();
});
it('an event alone does not make it current: only the record does', async () => {
  const { record } = await opened(execution([step(1)]), false);
  record.take([started(8, 1, 1)]);
  expect(record.state.get()).toMatchObject({ is_current: false });
  record.close();
});
it('that cannot be read says why', async () => {
  const error = new Error('away');
  const record = new LiveRecord({ lastSeq: () => Promise.reject(error), record: () => Promise.reject(error) });
  await record.open();
  expect(record.state.get()).toEqual({ kind: 'failed', error });
  record.close();
});
