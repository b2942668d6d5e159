import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { StepRecord } from '../../src/contracts/execution.js';
import type { Invariant, Verdict } from './invariant.js';

type Told = Extract<ExecutionEvent, { event: 'step_retrying' | 'step_timeout' }>;
const key = ({ item, attempt }: { item?: number; attempt: number }): string => `${item ?? ''}/${attempt}`;

/** Failed attempts of a step that nobody recovered, which another one followed. */
function wronglyRetried({ step_number, retries }: StepRecord, told: Told[]): Verdict {
  const events = told.flatMap((event) => (event.event === 'step_retrying' ? [event] : []));
  const right = retries.map((one) => `${key(one)} ${one.error_type} ${one.delay_seconds} ${one.timestamp}`);
  const found = events.map((one) => `${key(one)} ${one.error_type} ${one.delay_seconds} ${one.timestamp}`);
  return right.join() === found.join() ? null : `step ${step_number} has the retries ${right}, told were ${found}`;
}
/** Every attempt that ended by its time limit, the last ones too. */
function wronglyTimedOut({ step_number, retries, error, items }: StepRecord, told: Told[]): Verdict {
  const units = items ? items.map(({ index, error: last }) => ({ item: index, error: last })) : [{ error }];
  const last = units.flatMap(({ error: one, ...unit }) => {
    return one?.type === 'timeout' && one.attempt > 0 ? [key({ ...unit, attempt: one.attempt })] : [];
  });
  const right = [...retries.filter(({ error_type }) => error_type === 'timeout').map(key), ...last].sort();
  const found = told.filter(({ event }) => event === 'step_timeout').map(key);
  return right.join() === found.sort().join() ? null : `step ${step_number} timed out at ${right}, told were ${found}`;
}
export const toldAttempts: Invariant = {
  rule: 'every failed attempt and every timeout is told once',
  closed: ({ state, ledger }) => {
    for (const record of state().steps) {
      const { step_number } = record;
      if (ledger.step(step_number).recoveries > 0 || record.taken_from !== undefined) continue;
      const told = ledger.log.filter((event): event is Told => {
        const isTold = event.event === 'step_retrying' || event.event === 'step_timeout';
        return isTold && event.step_number === step_number;
      });
      const wrong = wronglyRetried(record, told) ?? wronglyTimedOut(record, told);
      if (wrong !== null) return wrong;
    }
    return null;
  },
};
