/** Seeds one after the other, with what was in them. */
import { failingRun, type FailingRun } from './failing-run.js';
import { simulate, type RunFigures, type SimulationOptions } from './simulation.js';

export interface SeedsOptions extends SimulationOptions {
  from: number;
  count: number;
  /** Called now and then with the runs that are done. */
  onProgress?: (done: number) => void;
}
export interface SeedsResult {
  runs: number;
  /** Sums over all runs; `statuses` counts their ends. */
  sums: Omit<RunFigures, 'status' | 'compared'> & { compared: number };
  statuses: Record<string, number>;
  failing: FailingRun[];
}
/** Other things have to get a turn in a process that does this for hours. */
const TURN = 500;

export async function simulateSeeds({ from, count, onProgress, ...options }: SeedsOptions): Promise<SeedsResult> {
  const result = newResult();
  for (let seed = from; seed < from + count; seed += 1) {
    await simulate(seed, options).then(
      (figures) => add(result, figures),
      (error: unknown) => result.failing.push(failingRun(seed, error)),
    );
    result.runs += 1;
    if (result.runs % TURN !== 0) continue;
    onProgress?.(result.runs);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return result;
}
function newResult(): SeedsResult {
  const counts = { steps: 0, events: 0, dispatches: 0, attempts: 0, commands: 0 };
  const sums = { ...counts, hand_overs: 0, parks: 0, taken_over: 0, compared: 0 };
  return { runs: 0, sums, statuses: {}, failing: [] };
}
function add({ sums, statuses }: SeedsResult, { status, ...figures }: RunFigures): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += Number(figures[name]);
}
