/** Streams of a process without a worker: what happens in other processes arrives over the database. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { ApiClient } from './api-client.js';
import { expectGapless } from './event-log.js';
import { SocketReader } from './event-reader.js';
import { Place, type PlatformProcess } from './platform-process.js';
import { step } from './platform.js';
import { addressesIn, SplitPlatform } from './split-platform.js';

const STREAM = '/api/v1/workflow/stream';
type Followed = ExecutionEvent & { cursor: string };

let place: Place;
let split: SplitPlatform;
let other: PlatformProcess;
beforeAll(async () => {
  place = await Place.make();
  split = await SplitPlatform.start(place);
  other = await place.start({ ...(await addressesIn(place)), ROLE: 'api' });
}, 120_000);
afterAll(() => place.clear(), 60_000);

const sleepy = (...seconds: number[]) =>
  seconds.map((each, n) => step(n + 1, 'demo.sleep', { seconds: each }, n === 0 ? {} : { depends_on: [n] }));
/** How long after it happened an event arrives, in ms; the clock is the same machine's. */
function delaysOf(reader: SocketReader): Promise<number[]> {
  const delays: number[] = [];
  const hear = (event: ExecutionEvent) => {
    if (event.event === 'step_completed') delays.push(Date.now() - Date.parse(event.timestamp));
  };
  return new Promise((resolve) => {
    reader.onEvent = hear;
    void reader.closed.then(() => resolve(delays));
  });
}
/** Breaks every connection that listens for notifications, as a failing network does. */
async function breakListeners(): Promise<number> {
  const client = new pg.Client({ connectionString: (await addressesIn(place)).DATABASE_URL });
  await client.connect();
  const listeners = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'dynex %'";
  const { rowCount } = await client.query(listeners);
  await client.end();
  return rowCount ?? 0;
}
const follow = async (api: ApiClient, path: string) => new SocketReader(api.url, STREAM + path).opened();

describe('in a process without a worker', () => {
  it('an execution is streamed as it runs, long before the log would be read again by itself', async () => {
    const id = await split.client.start(await split.client.publishSteps('naps', sleepy(0.5, 0.5, 0.5, 0.5)));
    const reader = await follow(other.api, `/${id}`);
    const delays = delaysOf(reader);
    expect((await reader.closed).code).toBe(1000);
    expectGapless(reader.events);
    expect(reader.events).toEqual(await split.client.events(id));
    for (const late of await delays) expect(late).toBeLessThan(5_000);
  });
  it('events that are too large for a notification arrive too', async () => {
    const text = 'x'.repeat(20_000);
    const steps = [...sleepy(0.3), step(2, 'demo.echo', { text }, { depends_on: [1] })];
    const id = await split.client.start(await split.client.publishSteps('large', steps));
    const reader = await follow(other.api, `/${id}`);
    expect((await reader.closed).code).toBe(1000);
    expect(reader.events).toEqual(await split.client.events(id));
  });
  it('Prefer: wait answers when the execution ends', async () => {
    const type = await split.client.publishSteps('waited', sleepy(0.3));
    const asked = Date.now();
    const answer = await split.client.post<{ status: string }>(
      `/workflows/${type}/execute`,
      { input_data: {} },
      { prefer: 'wait=20' },
    );
    expect([answer.status, answer.body.status]).toEqual([200, 'completed']);
    expect(Date.now() - asked).toBeLessThan(5_000);
  });
  it('all executions have the same order in every process', async () => {
    const [here, there] = [await follow(split.client, ''), await follow(other.api, '')];
    const type = await split.client.publishSteps('many', sleepy(0.1, 0.1));
    await Promise.all(Array.from({ length: 10 }, () => split.client.run(type)));
    const isOver = ({ events }: SocketReader) =>
      events.filter(({ event }) => event === 'execution_completed').length >= 10;
    await Promise.all([here.until(isOver), there.until(isOver)]);
    expect(here.events).toEqual(there.events);
    const cursors = here.events.map((event) => Number((event as Followed).cursor));
    expect(cursors).toEqual(cursors.map((_, n) => (cursors[0] ?? 0) + n));
    here.close();
    there.close();
  });
  it('nothing is missing when the connections that carry the news break', async () => {
    const id = await split.client.start(await split.client.publishSteps('broken', sleepy(0.5, 0.5, 0.5, 1, 0.2)));
    const [one, all] = [await follow(other.api, `/${id}`), await follow(other.api, '?after=0')];
    await one.until(({ events }) => events.some(({ event }) => event === 'step_completed'));
    expect(await breakListeners()).toBeGreaterThanOrEqual(3);
    expect((await one.closed).code).toBe(1000);
    expect(one.events).toEqual(await split.client.events(id));
    const own = () => all.events.filter((event) => event.execution_id === id);
    await all.until(() => own().some(({ event }) => event === 'execution_completed'));
    expectGapless(own());
    all.close();
  });
});
