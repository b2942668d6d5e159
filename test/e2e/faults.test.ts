/**
 * Real faults under load: processes and servers are killed, the database goes away. Every execution ends as it should,
 * and its log, record, audit and calls agree.
 *
 * The moments and the load follow from a seed, which is in the names of the tests; DYNEX_FAULT_SEED gives it again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProcessIdentity } from '../../src/process/process-identity.js';
import type { Execution } from '../../src/contracts/execution.js';
import { type ApiClient, type ProblemBody, step } from './api-client.js';
import { LoopbackService } from './loopback-service.js';
import { MixedLoad, moodyService } from './mixed-load.js';
import { Place, type PlatformProcess } from './platform-process.js';
import { SeededRandom } from './seeded-random.js';
import { expectNoOtherCalls, expectSound } from './sound-record.js';
import { addressesIn, SplitPlatform } from './split-platform.js';
import { type Cut, TcpProxy } from './tcp-proxy.js';

const SEED = Number(process.env['DYNEX_FAULT_SEED'] ?? Date.now() % 1_000_000);
const EXECUTIONS = 50;
/** Of them, what is started while the faults happen. */
const STARTED_LATE = 10;
/** Of them, what goes on in new runs of its workflow. */
const SHORT_RUNS = 6;

let place: Place;
let service: LoopbackService;
let load: MixedLoad | undefined;
beforeEach(async () => {
  place = await Place.make();
  service = await new LoopbackService(moodyService(SEED)).listen();
});
afterEach(async () => {
  load?.stop();
  await place.clear();
  await service.close();
}, 60_000);

/** All ended as they should, and everything that is kept of them agrees. */
async function expectNothingLost(from: MixedLoad): Promise<Execution[]> {
  await from.settle(90);
  const executions = await from.expectEnds();
  for (const execution of executions) await expectSound(from.client, execution, service.requests);
  expectNoOtherCalls(executions, service.requests);
  return executions;
}
function attemptsLost(executions: Execution[]): number {
  const failed = executions.flatMap(({ steps }) => steps.flatMap(({ retries }) => retries));
  return failed.filter(({ error_type }) => error_type === 'worker_lost').length;
}

interface Fault {
  what: string;
  times: number;
  /** Attempts that run are lost with it. */
  loses_attempts: boolean;
  /** Resolves when what was killed runs again. */
  strike(split: SplitPlatform): Promise<void>;
}
const FAULTS: Fault[] = [
  {
    what: 'the worker',
    times: 3,
    loses_attempts: true,
    async strike(split) {
      await split.killWorker();
      await split.startWorker();
    },
  },
  {
    what: 'the Temporal server',
    times: 2,
    loses_attempts: false,
    async strike({ api }) {
      const [server] = (await place.temporalServers()) as [ProcessIdentity];
      process.kill(server.pid, 'SIGKILL');
      await api.untilReadiness(503);
      await api.untilReadiness(200);
    },
  },
  {
    what: 'everything',
    times: 2,
    loses_attempts: true,
    async strike(split) {
      await split.killEverything();
      await split.startEverything();
    },
  },
];
describe(`kill -9 under ${EXECUTIONS} executions in flight (DYNEX_FAULT_SEED=${SEED})`, () => {
  it.each(FAULTS)(
    'of $what, $times times, at random moments: all end as they should',
    async ({ what, times, loses_attempts, strike }) => {
      const random = new SeededRandom(SEED + what.length);
      const split = await SplitPlatform.start(place);
      load = await MixedLoad.publish(split.client, service.url, SEED);
      await load.startShortRuns(await addressesIn(place), SHORT_RUNS);
      await load.start(EXECUTIONS - SHORT_RUNS - STARTED_LATE);
      const late = load.startSlowly(STARTED_LATE, 2 * times);
      for (let n = 0; n < times; n += 1) {
        await delay(random.between(200, 2_500));
        await strike(split);
      }
      await late;
      const executions = await expectNothingLost(load);
      if (loses_attempts) expect(attemptsLost(executions)).toBeGreaterThan(0);
    },
    240_000,
  );
});

describe('the database unreachable for 10 s', () => {
  const CUT_MS = 10_000;
  /** How long a request may take to find out. */
  const PATIENCE_MS = 8_000;
  const ASKED: [string, string, Record<string, unknown>?][] = [
    ['GET', '/executions'],
    ['GET', '/workflows/load_completes'],
    ['POST', '/workflows/load_completes/execute', { input_data: { n: 0, seconds: 0, pause: 0 } }],
    ['GET', '/audit'],
  ];
  let proxy: TcpProxy | undefined;
  afterEach(() => proxy?.close());

  /** Its database is behind a proxy; both servers are those of another process. */
  async function startBehindProxy(): Promise<{ platform: PlatformProcess; way: TcpProxy }> {
    await place.start({ ROLE: 'api' });
    const addresses = await addressesIn(place);
    const url = new URL(addresses.DATABASE_URL);
    const way = (proxy = new TcpProxy(Number(url.port)));
    url.port = String(await way.listen());
    return { platform: await place.start({ ...addresses, DATABASE_URL: url.href }), way };
  }
  async function expectRefused(api: ApiClient): Promise<void> {
    const ask = async ([method, path, body]: (typeof ASKED)[number]) => {
      const asked = Date.now();
      const answer = await api.send<ProblemBody>(method, `/api/v1${path}`, body);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 503, 'database_unavailable']);
      expect(answer.type).toContain('application/problem+json');
      expect(answer.body.detail).toMatch(/database .*(does not answer|not reachable)/);
      expect(Date.now() - asked).toBeLessThan(PATIENCE_MS);
    };
    await Promise.all(ASKED.map(ask));
  }
  it.each<Cut>(['refused', 'silent'])(
    '(%s): requests get 503, and everything in flight ends afterwards',
    async (as) => {
      const { platform, way } = await startBehindProxy();
      const { api } = platform;
      load = await MixedLoad.publish(api, service.url, SEED);
      await load.start(EXECUTIONS - STARTED_LATE);
      await delay(500);
      way.cut(as);
      const cutAt = Date.now();
      const late = load.startSlowly(STARTED_LATE, 8);
      expect((await platform.untilReadiness(503)).detail).toMatch(/database: /);
      expect((await api.send('GET', '/health/live')).status).toBe(200);
      await expectRefused(api);
      await delay(cutAt + CUT_MS - Date.now());
      way.mend();
      await platform.untilReadiness(200);
      await late;
      await expectNothingLost(load);
    },
    180_000,
  );

  it('as it stores a start: asked again under its key, the execution runs', async () => {
    const { platform, way } = await startBehindProxy();
    const { api } = platform;
    const path = `/workflows/${await api.publishSteps('once', [step(1, 'demo.echo')])}/execute`;
    const start = () => api.post<{ execution_id: string } & ProblemBody>(path, {}, { 'idempotency-key': 'order-1' });
    way.cutAfter(/commit/i);
    const first = await start();
    expect([first.status, first.body.code]).toEqual([503, 'database_unavailable']);
    way.mend();
    await platform.untilReadiness(200);
    const { status, body } = await start();
    expect(status).toBe(202);
    await api.until(body.execution_id, (execution) => execution.status === 'completed');
    const { items } = (await api.get<{ items: Execution[] }>('/executions')).body;
    expect(items.map(({ execution_id }) => execution_id)).toEqual([body.execution_id]);
  }, 90_000);
});
