/** From the end of a step to those who follow its execution, and a long log to one who comes late. */
import { setTimeout as delay } from 'node:timers/promises';
import { atMostMs, ms, told, type BenchCase, type BenchResult } from '../bench-case.js';
import type { BenchServices } from '../bench-services.js';
import { fastGrid, naps } from '../documents.js';
import { median, percentile, timed } from '../measure.js';
import { parseEvent, StreamClients } from '../stream-clients.js';

const CLIENTS = [1, 100, 500];
const LIMIT_MS = { p50: 20, p99: 150 };
const LATE_ROUNDS = 5;
/** Three events a step, and two of the execution. */
const LONG = { levels: 34, width: 98 };
const LONG_TYPE = 'bench_long_log';

interface Delays {
  clients: number;
  p50: number;
  p99: number;
}
/** How long after a step's end, by the clock of the worker, each client has the event. */
async function delaysOf(services: BenchServices, clients: number): Promise<Delays> {
  const platform = await services.platform();
  const id = await platform.start(naps.deliverable_type);
  // Read later: what one client does must not keep another waiting.
  const arrivals: [at: number, message: Buffer][] = [];
  const hear = (message: Buffer) => arrivals.push([Date.now(), message]);
  const connected = await StreamClients.connect(platform.streamOf(id), clients, hear);
  // What had happened before is no measure.
  arrivals.length = 0;
  await connected.ended();
  const delays = arrivals.flatMap(([at, message]) => {
    const { event, timestamp } = parseEvent(message);
    return event === 'step_completed' ? [at - Date.parse(timestamp)] : [];
  });
  return { clients, p50: median(delays), p99: percentile(delays, 0.99) };
}
function linesOf({ clients, p50, p99 }: Delays, alone: Delays): BenchResult[] {
  const who = clients === 1 ? 'the client' : `${clients} clients`;
  const compared = (value: number) => `one client ${ms(value)}`;
  const [half, most] = [`step end to ${who}, p50`, '  p99'];
  if (clients < 500) {
    return [
      told(half, ms(p50), compared(alone.p50), p50 / alone.p50),
      told(most, ms(p99), compared(alone.p99), p99 / alone.p99),
    ];
  }
  return [
    atMostMs(half, p50, compared(alone.p50), p50 / alone.p50, LIMIT_MS.p50),
    atMostMs(most, p99, compared(alone.p99), p99 / alone.p99, LIMIT_MS.p99),
  ];
}
export const stepToClients: BenchCase = async (services) => {
  await delaysOf(services, 1);
  const all: Delays[] = [];
  for (const clients of CLIENTS) all.push(await delaysOf(services, clients));
  const [alone] = all as [Delays];
  return all.flatMap((each) => linesOf(each, alone));
};

async function replay(url: string): Promise<number> {
  let count = 0;
  const clients = await StreamClients.connect(url, 1, () => (count += 1));
  await clients.ended();
  return count;
}
export const lateClient: BenchCase = async (services) => {
  const platform = await services.platform();
  await platform.publish(fastGrid(LONG_TYPE, LONG));
  await platform.runLong(LONG_TYPE, { load: 1 });
  await delay(500);
  const id = await platform.newest(LONG_TYPE);
  const times: [number[], number[]] = [[], []];
  let events = 0;
  for (let round = 0; round < LATE_ROUNDS; round += 1) {
    times[0].push(await timed(async () => void (events = await replay(platform.streamOf(id)))));
    times[1].push(await timed(() => platform.events(id, 0)));
  }
  const [streamed, read] = times.map(median) as [number, number];
  const name = `${events.toLocaleString('en-US')} events to a late client`;
  return [told(name, ms(streamed), `GET of the log ${ms(read)}`, streamed / read)];
};
