/** Publishing documents of three sizes through REST, against only validating them: what storing adds. */
import type { JsonObject } from '../../src/contracts/json.js';
import { perSecond, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { growth, type Measured } from '../growth.js';
import { largeDocument } from '../large-document.js';
import { median, throughput } from '../measure.js';
import type { PlatformClient } from '../platform-client.js';

interface Size {
  steps: number;
  /** Documents in all. */
  documents: number;
}
const SIZES: readonly Size[] = [
  { steps: 5, documents: 1_000 },
  { steps: 50, documents: 200 },
  { steps: 500, documents: 40 },
];
const IN_FLIGHT = 8;
const ROUNDS = 4;

/** Documents a second, published and validated, in alternating batches. */
async function rates(platform: PlatformClient, { steps, documents }: Size): Promise<[number, number]> {
  const measured: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const batch = Array.from({ length: documents / ROUNDS }, (_, index) =>
      largeDocument(`bench_publish_${steps}_${round}_${index}`, steps),
    );
    measured[0].push(await throughputOf(batch, (document) => platform.publish(document)));
    measured[1].push(await throughputOf(batch, (document) => platform.validate(document)));
  }
  return measured.map(median) as [number, number];
}
function throughputOf(batch: readonly JsonObject[], work: (document: JsonObject) => Promise<void>): Promise<number> {
  const documents = batch.values();
  return throughput(batch.length, IN_FLIGHT, () => work(documents.next().value ?? {}));
}
export const publish: BenchCase = async (services) => {
  const platform = await services.platform();
  await rates(platform, { steps: 20, documents: 40 });
  const results: BenchResult[] = [];
  const measured: Measured[] = [];
  for (const size of SIZES) {
    const [published, validated] = await rates(platform, size);
    const name = `publish ${size.documents} documents of ${size.steps} steps`;
    results.push(told(name, perSecond(published), `validated only ${perSecond(validated)}`, published / validated));
    measured.push({ size: `${size.steps} steps`, us_per_unit: 1_000_000 / (published * size.steps) });
  }
  return [...results, ...growth('step', measured)];
};
