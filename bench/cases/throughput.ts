/** Executions a second of the five-step design example, 50 in flight, through REST. */
import { atLeast, perSecond, type BenchCase } from '../bench-case.js';
import { fiveFast, fiveSteps } from '../documents.js';
import { median, throughput as measure } from '../measure.js';

const IN_FLIGHT = 50;
const TOTAL = 250;
const ROUNDS = 3;

export const throughput: BenchCase = async (services) => {
  const [platform, handWritten] = [await services.platform(), await services.handWritten()];
  const works = {
    written: () => handWritten.execute('fiveSteps'),
    remote: () => platform.run(fiveSteps.deliverable_type, { load: 1 }),
    fast: () => platform.run(fiveFast.deliverable_type, { load: 1 }),
    empty: () => handWritten.execute('empty'),
  };
  const rates: Record<keyof typeof works, number[]> = { written: [], remote: [], fast: [], empty: [] };
  for (const work of Object.values(works)) await measure(IN_FLIGHT, IN_FLIGHT, work);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works))
      rates[name as keyof typeof works].push(await measure(TOTAL, IN_FLIGHT, work));
  }
  const [written, remote, fast, empty] = [rates.written, rates.remote, rates.fast, rates.empty].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return [
    atLeast(
      '5-step executions/s, remote',
      perSecond(remote),
      `hand-written ${perSecond(written)}`,
      remote / written,
      0.85,
    ),
    atLeast('5-step executions/s, fast', perSecond(fast), `hand-written ${perSecond(written)}`, fast / written, 1.7),
    atLeast('5-step executions/s, fast', perSecond(fast), `empty workflows ${perSecond(empty)}`, fast / empty, 0.7),
  ];
};
