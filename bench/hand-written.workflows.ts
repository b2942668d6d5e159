/** What an engineer would write by hand for the same work: the yardstick of the benchmarks. */
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './hand-written.activities.js';

const { echo } = proxyActivities<typeof activities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 1 },
});

export async function threeInARow(load: number): Promise<unknown> {
  const first = await echo({ load });
  const second = await echo({ load: first['load'] });
  return echo({ load: second['load'] });
}
/** 1 and 2 independent; 3 needs 1 and 2; 4 needs 1; 5 needs 3. */
export async function fiveSteps(load: number): Promise<unknown> {
  const one = echo({ load });
  const two = echo({ load: load + 1 });
  const three = Promise.all([one, two]).then(([a, b]) => echo({ a: a['load'], b: b['load'] }));
  const four = one.then((a) => echo({ a: a['load'] }));
  const five = three.then((c) => echo({ c }));
  return Promise.all([one, two, three, four, five]);
}
export async function empty(): Promise<null> {
  return null;
}
