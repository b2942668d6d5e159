/** What the graph allows in parallel is run in parallel. */
import { atLeast, atMost, ms, type BenchCase } from '../bench-case.js';
import type { BenchServices } from '../bench-services.js';
import { fiveNaps, unbalanced, UNBALANCED_CRITICAL_PATH_MS } from '../documents.js';
import { median } from '../measure.js';

const ROUNDS = 5;

async function totalTimes(
  services: BenchServices,
  deliverable_type: string,
  mode: string,
  rounds: number,
): Promise<number> {
  const platform = await services.platform();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { total_time_ms } = await platform.run(deliverable_type, {}, { mode });
    times.push(total_time_ms ?? Number.NaN);
  }
  return median(times);
}
export const unbalancedGraph: BenchCase = async (services) => {
  const eager = await totalTimes(services, unbalanced.deliverable_type, 'eager', ROUNDS);
  const level = await totalTimes(services, unbalanced.deliverable_type, 'level', 1);
  const path = UNBALANCED_CRITICAL_PATH_MS;
  return [
    atMost('unbalanced graph, eager', ms(eager), `critical path ${ms(path)}`, eager / path, 1.05),
    atMost('unbalanced graph, by levels', ms(level), `critical path ${ms(path)}`, level / path, 1.85),
  ];
};
export const independentSteps: BenchCase = async (services) => {
  const eager = await totalTimes(services, fiveNaps.deliverable_type, 'eager', ROUNDS);
  const sequential = await totalTimes(services, fiveNaps.deliverable_type, 'sequential', 1);
  return [atLeast('5 independent 1 s steps', ms(eager), `sequential ${ms(sequential)}`, sequential / eager, 4.6)];
};
