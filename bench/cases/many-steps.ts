/** Steps a second of one execution with very many, against a hand-written workflow of as many activities; and its memory. */
import { perSecond, told, type BenchCase, type BenchResult } from '../bench-case.js';
import type { BenchServices } from '../bench-services.js';
import { fastGrid, remoteGrid, type Grid } from '../documents.js';
import { median, timed } from '../measure.js';
import { peakResidentMB, residentMB } from '../resident-memory.js';

interface Size extends Grid {
  /** How often it is measured; the lines give medians. */
  rounds: number;
}
const MB = (value: number): string => `${Math.round(value)} MB`;
const stepsOf = ({ levels, width }: Grid): number => levels * width;

/** Times in ms, and the process's memory before and at its highest, of one kind of step. */
interface Measured {
  times: number[];
  before_mb: number;
  peak_mb: number;
}
async function measure(services: BenchServices, deliverable_type: string, rounds: number): Promise<Measured> {
  const [platform, pid] = [await services.platform(), await services.platformPid()];
  const times: number[] = [];
  const before_mb = await residentMB(pid);
  const peak_mb = await peakResidentMB(pid, async () => {
    for (let round = 0; round < rounds; round += 1) {
      times.push(await timed(() => platform.runLong(deliverable_type, { load: 1 })));
    }
  });
  return { times, before_mb, peak_mb };
}
async function measureByHand(services: BenchServices, { rounds, ...grid }: Size): Promise<number[]> {
  const handWritten = await services.handWritten();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(() => handWritten.executeGrid(grid)));
  return times;
}
function lines(size: Size, kind: string, { times, before_mb, peak_mb }: Measured, byHand: number[]): BenchResult[] {
  const [ours, theirs] = [times, byHand].map((all) => (1000 * stepsOf(size)) / median(all)) as [number, number];
  const name = `${stepsOf(size).toLocaleString('en-US')} steps (${size.levels} x ${size.width}), ${kind}`;
  const [memory, before] = [`  peak memory of the process with the worker`, `before ${MB(before_mb)}`];
  return [
    told(`steps/s of ${name}`, perSecond(ours), `hand-written ${perSecond(theirs)}`, ours / theirs),
    told(memory, MB(peak_mb), before, peak_mb / before_mb),
  ];
}
const manySteps =
  (size: Size): BenchCase =>
  async (services) => {
    const platform = await services.platform();
    const results: BenchResult[] = [];
    for (const [kind, documentOf] of [['remote', remoteGrid] as const, ['fast', fastGrid] as const]) {
      const deliverable_type = `bench_${stepsOf(size)}_${kind}`;
      await platform.publish(documentOf(deliverable_type, size));
      const byHand = await measureByHand(services, size);
      results.push(...lines(size, kind, await measure(services, deliverable_type, size.rounds), byHand));
    }
    return results;
  };
export const thousandSteps = manySteps({ levels: 10, width: 100, rounds: 3 });
export const tenThousandSteps = manySteps({ levels: 100, width: 100, rounds: 1 });
