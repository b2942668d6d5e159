import type { Execution } from '../../../../src/contracts/execution.js';
import { LiveRecord } from '../../../../web/src/pages/execution/live-record.js';
import { completed, ended, event, execution, started, step } from './known-execution.js';

/** Answers when the test says so. */
class HandSource {
  readonly asked: ((answer: Execution) => void)[] = [];
  lastSeq = async (): Promise<number> => 7;
  record = (): Promise<Execution> => new Promise((answer) => this.asked.push(answer));
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function opened(known: Execution): Promise<{ record: LiveRecord; source: HandSource }> {
  const source = new HandSource();
  const record = new LiveRecord(source);
  void record.open();
  await settled();
  source.asked.shift()?.(known);
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
  source.asked.shift()?.(execution([step(1), step(2)]));
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
  expect(source.asked).toHaveLength(1);
  source.asked.shift()?.(execution([ended(1, 0, 1)], { status: 'completed', completed_at: 'now' }));
  await settled();
  expect(liveOf(record).stale).toBe(false);
  record.close();
});
it('that cannot be read says why', async () => {
  const error = new Error('away');
  const record = new LiveRecord({ lastSeq: () => Promise.reject(error), record: () => Promise.reject(error) });
  await record.open();
  expect(record.state.get()).toEqual({ kind: 'failed', error });
  record.close();
});
