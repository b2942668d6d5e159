/** What keys, a scraped /metrics and traces cost: each against a platform without, side by side in the same minutes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../../src/cli/keys.js';
import { freePort } from '../../src/process/free-port.js';
import { ms, perSecond, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { fiveFast, threeFast } from '../documents.js';
import { alternately, median, throughput } from '../measure.js';
import { PlatformClient } from '../platform-client.js';
import { startPlatformProcess } from '../platform-process.js';

const ROUNDS = 60;
const WARM_UP = 20;
const IN_FLIGHT = 50;
const TOTAL = 250;
const THROUGHPUT_ROUNDS = 3;
/** A Prometheus asks every 15 s or so. */
const SCRAPE_EVERY_MS = 1_000;

interface Variant {
  env: NodeJS.ProcessEnv;
  key?: string;
  /** What goes on beside the platform while it is measured; returns what ends it. */
  beside?(url: string): () => void;
  clear(): Promise<void>;
}
async function withKeys(): Promise<Variant> {
  const folder = await mkdtemp(join(tmpdir(), 'dynamic-executor-bench-keys-'));
  const file = join(folder, 'keys.json');
  const key = await createKey(file, { id: 'bench', role: 'admin' });
  const clear = () => rm(folder, { recursive: true });
  return { env: { API_KEYS_FILE: file, RATE_LIMIT_PER_MINUTE: '10000000' }, key, clear };
}
async function scraped(): Promise<Variant> {
  const beside = (url: string) => {
    const timer = setInterval(() => void fetch(`${url}/metrics`).then((answer) => answer.text()), SCRAPE_EVERY_MS);
    return () => clearInterval(timer);
  };
  return { env: {}, beside, clear: async () => undefined };
}
/** The collector is in this process and takes everything. */
async function traced(): Promise<Variant> {
  const collector = createServer((request, response) => request.resume().on('end', () => response.end()));
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  const clear = async () => {
    collector.closeAllConnections();
    collector.close();
  };
  return { env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }, clear };
}
const VARIANTS: [string, () => Promise<Variant>][] = [
  ['API keys', withKeys],
  ['/metrics read once a second', scraped],
  ['traces', traced],
];
async function published(url: string, key?: string): Promise<PlatformClient> {
  const client = new PlatformClient(url, key);
  for (const document of [threeFast, fiveFast]) await client.publish(document);
  return client;
}
async function compare(what: string, one: PlatformClient, other: PlatformClient): Promise<BenchResult[]> {
  const three = (client: PlatformClient) => () => client.run(threeFast.deliverable_type, { load: 1 });
  const five = (client: PlatformClient) => () => client.run(fiveFast.deliverable_type, { load: 1 });
  await alternately(WARM_UP, three(one), three(other));
  const [withIt, without] = (await alternately(ROUNDS, three(one), three(other))).map(median) as [number, number];
  const rates: [number[], number[]] = [[], []];
  for (let round = 0; round < THROUGHPUT_ROUNDS; round += 1) {
    for (const [index, client] of [one, other].entries()) {
      rates[index]?.push(await throughput(TOTAL, IN_FLIGHT, five(client)));
    }
  }
  const [rate, rateWithout] = rates.map(median) as [number, number];
  return [
    told(`3 fast steps with ${what}`, ms(withIt), `without ${ms(without)}`, withIt / without),
    told(`5-step executions/s with ${what}`, perSecond(rate), `without ${perSecond(rateWithout)}`, rate / rateWithout),
  ];
}
export const overhead: BenchCase = async () => {
  const plain = await startPlatformProcess(await freePort());
  const results: BenchResult[] = [];
  try {
    const without = await published(plain.url);
    for (const [what, make] of VARIANTS) results.push(...(await measured(what, await make(), without)));
  } finally {
    await plain.stop();
  }
  return results;
};
async function measured(what: string, variant: Variant, without: PlatformClient): Promise<BenchResult[]> {
  const platform = await startPlatformProcess(await freePort(), { env: variant.env });
  const end = variant.beside?.(platform.url);
  try {
    return await compare(what, await published(platform.url, variant.key), without);
  } finally {
    end?.();
    await platform.stop();
    await variant.clear();
  }
}
