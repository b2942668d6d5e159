/** What an engineer would write by hand for the same work: the yardstick of the benchmarks. */
import { continueAsNew, proxyActivities } from '@temporalio/workflow';
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

type Row = Promise<unknown>[];
interface Grid {
  levels: number;
  width: number;
  /** What the row above came to; for the first row as many as it is wide. */
  above: unknown[];
}
/** Activities in one run: about 6 events each, of the 51,200 that a history may have. */
const ACTIVITIES_A_RUN = 2_500;

/** Each activity needs two of the row above, and starts as soon as they are there. */
export async function grid({ levels, width, above }: Grid): Promise<unknown> {
  const levels_now = Math.min(levels, Math.floor(ACTIVITIES_A_RUN / width));
  let row: Row = above.map((load) => Promise.resolve(load));
  for (let level = 0; level < levels_now; level += 1) row = rowBelow(row);
  const last = await Promise.all(row);
  if (levels_now === levels) return last;
  return continueAsNew<typeof grid>({ levels: levels - levels_now, width, above: last });
}
function rowBelow(above: Row): Row {
  return above.map(async (one, lane) => {
    const [load, other] = await Promise.all([one, above[(lane + 1) % above.length]]);
    return (await echo({ load, other }))['load'];
  });
}
