/** `npm run bench`: every case against one platform process on one machine, as a table of ratios. */
import type { BenchCase, BenchResult } from './bench-case.js';
import { independentSteps, unbalancedGraph } from './cases/parallelism.js';
import { threeInARow } from './cases/three-in-a-row.js';
import { throughput } from './cases/throughput.js';
import { documents } from './documents.js';
import { startHandWritten } from './hand-written-worker.js';
import { PlatformClient } from './platform-client.js';
import { startPlatformProcess } from './platform-process.js';
import { freePort } from '../src/process/free-port.js';

const CASES: Record<string, BenchCase> = { threeInARow, throughput, unbalancedGraph, independentSteps };

function printTable(results: BenchResult[]): void {
  console.table(
    results.map(({ name, measured, compared, ratio, target, holds }) => ({
      name,
      measured,
      compared,
      ratio,
      target,
      holds,
    })),
  );
}
async function run(names: string[]): Promise<void> {
  const process_ = await startPlatformProcess(await freePort());
  const handWritten = await startHandWritten(process_.temporalAddress);
  const platform = new PlatformClient(process_.url);
  const results: BenchResult[] = [];
  try {
    for (const document of documents) await platform.publish(document);
    for (const name of names) {
      console.log(`${name} …`);
      results.push(...((await CASES[name]?.({ platform, handWritten })) ?? []));
    }
  } finally {
    await handWritten.stop();
    await process_.stop();
  }
  printTable(results);
}
const asked = process.argv.slice(2);
await run(asked.length > 0 ? asked : Object.keys(CASES));
process.exit(0);
