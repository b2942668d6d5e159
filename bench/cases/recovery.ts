/** From kill -9 under 50 executions in flight to the first thing that happens in one of them after the restart. */
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/process/free-port.js';
import { ms, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { recovering } from '../documents.js';
import { median } from '../measure.js';
import { PlatformClient } from '../platform-client.js';
import { startPlatformProcess, type PlatformProcess } from '../platform-process.js';

const IN_FLIGHT = 50;
/** In this time each has begun to make steps. */
const UNDER_WAY_MS = 4_000;
const LOOK_EVERY_MS = 1_000;
/** An execution that stands still for so long is lost. */
const GIVE_UP_MS = 60_000;

interface Killing {
  what: string;
  kill(platform: PlatformProcess): Promise<void>;
}
const KILLINGS: Killing[] = [
  { what: 'the process', kill: (platform) => platform.kill() },
  { what: 'the process, Temporal and PostgreSQL', kill: (platform) => platform.killAll() },
];
interface Recovery {
  /** From the kill to the first new event of each execution, by the event's own time. In ms, ascending. */
  progress: number[];
  /** From the restart, which comes right after the kill, to readiness. */
  ready_ms: number;
}
async function recover({ kill }: Killing): Promise<Recovery> {
  const port = await freePort();
  const first = await startPlatformProcess(port);
  const client = new PlatformClient(first.url);
  await client.publish(recovering);
  const ids = await Promise.all(Array.from({ length: IN_FLIGHT }, () => client.start(recovering.deliverable_type)));
  await delay(UNDER_WAY_MS);
  const killed_at = Date.now();
  await kill(first);
  const dead_at = Date.now();
  const second = await startPlatformProcess(port, { earlier: first.dataDir });
  const ready_ms = Date.now() - dead_at;
  try {
    return { progress: await firstProgress(client, ids, { killed_at, dead_at }), ready_ms };
  } finally {
    await second.stop();
  }
}
async function firstProgress(
  client: PlatformClient,
  ids: string[],
  { killed_at, dead_at }: { killed_at: number; dead_at: number },
): Promise<number[]> {
  const after = new Map<string, number>();
  while (after.size < ids.length) {
    for (const id of ids.filter((one) => !after.has(one))) {
      const times = (await client.events(id, 0)).map(({ timestamp }) => Date.parse(timestamp));
      const first = times.find((time) => time > dead_at);
      if (first !== undefined) after.set(id, first - killed_at);
    }
    if (Date.now() > dead_at + GIVE_UP_MS) throw new Error(`${ids.length - after.size} executions stand still`);
    await delay(LOOK_EVERY_MS);
  }
  return [...after.values()].sort((a, b) => a - b);
}
function lines({ what }: Killing, { progress, ready_ms }: Recovery): BenchResult[] {
  const compared = `restart to ready ${ms(ready_ms)}`;
  const line = (name: string, value: number) => told(name, ms(value), compared, value / ready_ms);
  return [
    line(`kill -9 of ${what} to the first progress`, progress[0] ?? Number.NaN),
    line('  to progress in half of the executions', median(progress)),
    line('  to progress in all of them', progress.at(-1) ?? Number.NaN),
  ];
}
export const recovery: BenchCase = async () => {
  const results: BenchResult[] = [];
  for (const killing of KILLINGS) results.push(...lines(killing, await recover(killing)));
  return results;
};
