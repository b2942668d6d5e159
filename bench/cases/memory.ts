/** Memory of a platform that has done nothing yet, and after 1,000 and 3,000 executions. */
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/process/free-port.js';
import { told, type BenchCase, type BenchResult } from '../bench-case.js';
import { fiveSteps } from '../documents.js';
import { throughput } from '../measure.js';
import { PlatformClient } from '../platform-client.js';
import { startPlatformProcess, type PlatformProcess } from '../platform-process.js';
import { residentMB, treeMemoryMB } from '../resident-memory.js';

/** After the last execution, for what is still being written and collected. */
const SETTLE_MS = 15_000;
const IN_FLIGHT = 50;
const MILESTONES = [0, 1_000, 3_000];
/** Resident at idle, in MB. */
const IDLE_LIMIT = { node: 400, postgres: 100 };
const MB = (value: number): string => `${Math.round(value)} MB`;

interface Memory {
  node: number;
  postgres: number;
  temporal: number;
}
async function memoryOf({ pid, servers }: PlatformProcess): Promise<Memory> {
  const [node, postgres, temporal] = await Promise.all([
    residentMB(pid),
    treeMemoryMB(servers.postgres),
    treeMemoryMB(servers.temporal),
  ]);
  return { node, postgres, temporal };
}
function linesAt(done: number, now: Memory, idle: Memory): BenchResult[] {
  const when = done === 0 ? 'at idle' : `after ${done.toLocaleString('en-US')} executions`;
  return (['node', 'postgres', 'temporal'] as const).map((which) => {
    const limit = done === 0 && which !== 'temporal' ? IDLE_LIMIT[which] : null;
    const line = told(
      `memory of ${which} ${when}`,
      MB(now[which]),
      `at idle ${MB(idle[which])}`,
      now[which] / idle[which],
    );
    return limit === null ? line : { ...line, target: `<= ${limit} MB`, holds: now[which] <= limit };
  });
}
export const memory: BenchCase = async () => {
  const platform = await startPlatformProcess(await freePort());
  try {
    return await atMilestones(platform);
  } finally {
    await platform.stop();
  }
};
async function atMilestones(platform: PlatformProcess): Promise<BenchResult[]> {
  const client = new PlatformClient(platform.url);
  await client.publish(fiveSteps);
  const results: BenchResult[] = [];
  let idle: Memory | null = null;
  let done = 0;
  for (const milestone of MILESTONES) {
    const run = () => client.run(fiveSteps.deliverable_type, { load: 1 });
    if (milestone > done) await throughput(milestone - done, IN_FLIGHT, run);
    done = milestone;
    await delay(SETTLE_MS);
    const now = await memoryOf(platform);
    idle ??= now;
    results.push(...linesAt(done, now, idle));
  }
  return results;
}
