/** Executions a second through two APIs with 1, 2 and 3 worker processes. */
import { availableParallelism } from 'node:os';
import { perSecond, told, type BenchCase } from '../bench-case.js';
import { fiveFast, fiveSteps } from '../documents.js';
import { throughput } from '../measure.js';
import { ProductionShape } from '../production-shape.js';

const IN_FLIGHT = 50;
const TOTAL = 250;
/** Up and down again, so that what gets slower or faster with time meets all alike. */
const WORKERS = [1, 2, 3, 3, 2, 1];
const KINDS = [
  { name: 'remote', document: fiveSteps },
  { name: 'fast', document: fiveFast },
];

export const workers: BenchCase = async () => {
  const shape = await ProductionShape.start();
  const rates = new Map<string, number[]>();
  const rateOf = (kind: string, count: number): number => mean(rates.get(`${kind} ${count}`) ?? []);
  try {
    for (const { document } of KINDS) await shape.clients[0]?.publish(document);
    for (const count of WORKERS) {
      await shape.scaleTo(count);
      for (const { name, document } of KINDS) {
        const run = executions(shape, document.deliverable_type);
        await throughput(IN_FLIGHT, IN_FLIGHT, run);
        const key = `${name} ${count}`;
        rates.set(key, [...(rates.get(key) ?? []), await throughput(TOTAL, IN_FLIGHT, run)]);
      }
    }
  } finally {
    await shape.stop();
  }
  return KINDS.flatMap(({ name }) => {
    const one = rateOf(name, 1);
    const line = (count: number) =>
      told(
        `5-step executions/s, ${name}, ${count} workers, ${availableParallelism()} cores`,
        perSecond(rateOf(name, count)),
        `1 worker ${perSecond(one)}`,
        rateOf(name, count) / one,
      );
    return [line(2), line(3)];
  });
};
const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Asked of the APIs in turn. */
function executions({ clients }: ProductionShape, deliverable_type: string): () => Promise<unknown> {
  let asked = 0;
  return async () => {
    asked += 1;
    await clients[asked % clients.length]?.run(deliverable_type, { load: 1 });
  };
}
