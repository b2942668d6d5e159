/**
 * The production shape with real processes: what happens at one is seen at all, and the death of any one loses nothing.
 * The servers run as docker-compose.temporal.yml says. Without their programs, which `npm test` builds with Go, the
 * cases are skipped; with CI=true they fail.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { missingServer } from '../../cluster/missing-server.js';
import { findServerPrograms } from '../../cluster/server-programs.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution } from '../../src/contracts/execution.js';
import { type ApiClient, step } from './api-client.js';
import { expectGapless } from './event-log.js';
import { readSentEvents, SocketReader } from './event-reader.js';
import { LastingReader } from './lasting-reader.js';
import { LoopbackService } from './loopback-service.js';
import { MixedLoad, moodyService } from './mixed-load.js';
import { Place } from './platform-process.js';
import { ProductionShape } from './production-shape.js';
import { SeededRandom } from './seeded-random.js';
import { expectNoOtherCalls, expectSound } from './sound-record.js';

const SEED = Number(process.env['DYNEX_FAULT_SEED'] ?? Date.now() % 1_000_000);
const EXECUTIONS = 50;
/** Of them, what is started while the faults happen. */
const STARTED_LATE = 10;
const STREAM = '/api/v1/workflow/stream';
type Followed = ExecutionEvent & { cursor: string };

const found = await findServerPrograms(process.env);
const missing = found.kind === 'missing' ? missingServer(found.reason, process.env) : null;
if (missing) process.stderr.write(`\n${missing.text}\n\n`);
const onProductionShape = missing && !missing.fails ? describe.skip : describe;

let place: Place | undefined;
let shape: ProductionShape;
const sockets: SocketReader[] = [];

const follow = async (api: ApiClient, path: string): Promise<SocketReader> => {
  const reader = new SocketReader(api.url, STREAM + path);
  sockets.push(reader);
  return reader.opened();
};
const naps = (...seconds: number[]) =>
  seconds.map((each, n) => step(n + 1, 'demo.sleep', { seconds: each }, n === 0 ? {} : { depends_on: [n] }));
const ended = ({ completed_at }: Execution) => completed_at !== null;
const cursorsOf = (reader: Pick<SocketReader, 'events'>) =>
  reader.events.map((event) => Number((event as Followed).cursor));
function expectEveryCursor(reader: Pick<SocketReader, 'events'>): void {
  const cursors = cursorsOf(reader);
  expect(cursors).toEqual(cursors.map((_, n) => (cursors[0] ?? 0) + n));
}

onProductionShape(`two APIs and three workers on Temporal with PostgreSQL (DYNEX_FAULT_SEED=${SEED})`, () => {
  beforeAll(async () => {
    if (found.kind === 'missing') throw new Error(missing?.text);
    place = await Place.make();
    shape = await ProductionShape.start(place, found.programs);
  }, 300_000);
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await shape?.stop();
    await place?.clear();
  }, 60_000);

  it('find executions by their type in Temporal, from the first one on', async () => {
    const { address } = shape.cluster.temporal;
    const type = await shape.api(0).publishSteps('first', naps(0.1));
    const { execution_id } = await shape.api(1).run(type);
    const connection = await Connection.connect({ address });
    try {
      const query = `DynexType = '${type}' AND DynexStatus = 'completed'`;
      const ids: string[] = [];
      for (const end = Date.now() + 30_000; ids.length === 0 && Date.now() < end; await delay(200)) {
        const found = new Client({ connection }).workflow.list({ query });
        for await (const { workflowId } of found) ids.push(workflowId);
      }
      expect(ids).toEqual([execution_id]);
    } finally {
      await connection.close();
    }
  }, 60_000);

  describe('an execution started at one API', () => {
    it('is streamed by the other as it runs, over WebSocket and as server-sent events, whole and in order', async () => {
      const [here, there] = [shape.api(0), shape.api(1)];
      const id = await here.start(await here.publishSteps('crossing', naps(0.4, 0.4, 0.4)));
      const socket = await follow(there, `/${id}`);
      const sent = readSentEvents(`${there.url}${STREAM}/${id}`);
      expect((await socket.closed).code).toBe(1000);
      const log = await here.events(id);
      expectGapless(log);
      expect(log.at(-1)?.event).toBe('execution_completed');
      expect(socket.events).toEqual(log);
      expect((await sent).events.map(({ event }) => event)).toEqual(log);
    }, 60_000);

    it('is in the stream of all of both, in the same order', async () => {
      const readers = [await follow(shape.api(0), ''), await follow(shape.api(1), '')];
      const type = await shape.api(0).publishSteps('many', naps(0.1, 0.1));
      const from = await cursorAfter(type);
      const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => shape.api(n % 2).start(type)));
      const isOver = (events: ExecutionEvent[]) =>
        ids.every((id) => events.some((one) => one.execution_id === id && one.event === 'execution_completed'));
      const sent = readSentEvents(shape.api(1).url + STREAM, { 'last-event-id': from }, (events) =>
        isOver(events.map(({ event }) => event)),
      );
      for (const reader of readers) await reader.until(({ events }) => isOver(events), 60);
      for (const reader of readers) expectEveryCursor(reader);
      const sentEvents = (await sent).events.map(({ event }) => event);
      const logs = [...readers.map(({ events }) => events), sentEvents].map((events) =>
        events.filter((one) => Number((one as Followed).cursor) > Number(from)),
      );
      const length = Math.min(...logs.map((log) => log.length));
      const [events = [], ...others] = logs.map((log) => log.slice(0, length));
      for (const other of others) expect(other).toEqual(events);
      for (const id of ids) expectGapless(events.filter(({ execution_id }) => execution_id === id));
    }, 90_000);

    it('takes commands at the other', async () => {
      const [here, there] = [shape.api(0), shape.api(1)];
      const fails = [step(1, 'demo.fail', { message: 'no' }), step(2, 'demo.echo', { n: '$step1.n' })];
      const [paused, parked, cancelled] = await Promise.all([
        here.start(await here.publishSteps('paused', naps(1, 0.1))),
        here.start(await here.publishSteps('parked', fails)),
        here.start(await here.publishSteps('cancelled', naps(60))),
      ]);
      expect((await there.post(`/executions/${paused}/pause`)).status).toBe(202);
      await here.until(paused, ({ status }) => status === 'paused');
      expect((await there.post(`/executions/${paused}/resume`)).status).toBe(202);
      await here.until(parked, ({ dead_letter }) => dead_letter !== null);
      expect((await there.post(`/executions/${parked}/steps/1/complete`, { output: { n: 7 } })).status).toBe(202);
      await here.until(cancelled, ({ steps }) => steps[0]?.status === 'running');
      expect((await there.post(`/executions/${cancelled}/cancel`)).status).toBe(202);
      const ends = await Promise.all([paused, parked, cancelled].map((id) => here.until(id, ended)));
      expect(ends.map(({ status }) => status)).toEqual(['completed', 'completed', 'cancelled']);
      expect(ends[1]?.output_data).toMatchObject({ out_2: { n: 7 } });
    }, 90_000);
  });

  it('a rolling restart of the workers loses no attempt', async () => {
    const type = await shape.api(0).publishSteps('rolling', naps(0.8, 0.8, 0.8, 0.8, 0.8));
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => shape.api(n % 2).start(type)));
    for (const [n, worker] of shape.workers.entries()) {
      expect(await worker.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      await shape.startWorker(n);
    }
    for (const id of ids) {
      const execution = await shape.api(1).until(id, ended, 60);
      expect(execution.status).toBe('completed');
      expect(execution.steps.map(({ attempts, retries }) => [attempts, retries])).toEqual(Array(5).fill([1, []]));
      expectGapless(await shape.api(0).events(id));
    }
  }, 120_000);

  interface Fault {
    what: string;
    /** Begins the names of its load. */
    label: string;
    /** Each kills one, at once, and resolves when it runs again. */
    strikes: (() => Promise<void>)[];
    loses_attempts: boolean;
  }
  const FAULTS: Fault[] = [
    {
      what: 'a worker and an API',
      label: 'processes',
      loses_attempts: true,
      strikes: [
        async () => {
          await shape.workers[1]?.kill('SIGKILL');
          await shape.startWorker(1);
        },
        async () => {
          await shape.killApi(0);
          await shape.restartApi(0);
        },
      ],
    },
    {
      what: 'the Temporal server and PostgreSQL',
      label: 'servers',
      loses_attempts: false,
      strikes: [
        async () => {
          await shape.cluster.temporal.kill();
          await shape.untilApis(503);
          await shape.cluster.temporal.startAgain();
          await shape.untilApis(200);
        },
        async () => {
          await shape.cluster.database.kill();
          await shape.untilApis(503);
          await shape.cluster.database.startAgain();
          await shape.untilApis(200);
        },
      ],
    },
  ];
  it.each(FAULTS)(
    `kill -9 of $what under ${EXECUTIONS} executions in flight: nothing is lost, and the stream of all has no gap`,
    async ({ label, strikes, loses_attempts }) => {
      const seed = SEED + label.length;
      const random = new SeededRandom(seed);
      const service = await new LoopbackService(moodyService(seed)).listen();
      const stream = await new LastingReader(shape.api(1).url, STREAM).opened();
      const load = await MixedLoad.publish(shape.api(0), service.url, seed, label);
      try {
        await load.start(EXECUTIONS - STARTED_LATE);
        const late = load.startSlowly(STARTED_LATE, 3);
        for (const strike of strikes) {
          await delay(random.between(200, 1_500));
          await strike();
        }
        await late;
        const executions = await expectNothingLost(load, service);
        if (loses_attempts) expect(attemptsLost(executions)).toBeGreaterThan(0);
        await expectAllStreamed(stream, executions);
      } finally {
        stream.close();
        load.stop();
        await service.close();
      }
    },
    300_000,
  );
});

/** Runs one, and returns the cursor of its last event. */
async function cursorAfter(type: string): Promise<string> {
  const reader = await follow(shape.api(0), '');
  const { execution_id } = await shape.api(0).run(type);
  const isLast = (one: ExecutionEvent) => one.execution_id === execution_id && one.event === 'execution_completed';
  await reader.until(({ events }) => events.some(isLast), 60);
  return (reader.events.find(isLast) as Followed).cursor;
}
/** All ended as they should, and everything that is kept of them agrees. */
async function expectNothingLost(load: MixedLoad, { requests }: LoopbackService): Promise<Execution[]> {
  await load.settle(120);
  const executions = await load.expectEnds();
  for (const execution of executions) await expectSound(load.client, execution, requests);
  expectNoOtherCalls(executions, requests);
  return executions;
}
const attemptsLost = (executions: Execution[]): number =>
  executions
    .flatMap(({ steps }) => steps.flatMap(({ retries }) => retries))
    .filter(({ error_type }) => error_type === 'worker_lost').length;

/** A client that was there all the time has got each event of them once, in the order of the cursors. */
async function expectAllStreamed(reader: LastingReader, executions: Execution[]): Promise<void> {
  const isFinal = ({ event }: ExecutionEvent) => /^execution_(completed|failed|cancelled)$/.test(event);
  const of = (id: string) => reader.events.filter(({ execution_id }) => execution_id === id);
  const ids = executions.map(({ execution_id }) => execution_id);
  await reader.until(() => ids.every((id) => of(id).filter(isFinal).length > 0), 60);
  expectEveryCursor(reader);
  for (const id of ids) expectGapless(of(id));
}
