/** Executions of several kinds, in flight for some seconds each, and what each has to come to whatever happens meanwhile. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Execution, ExecutionRow } from '../../src/contracts/execution.js';
import { type ApiClient, step } from './api-client.js';
import type { ServiceBehaviour } from './loopback-service.js';
import { SeededRandom } from './seeded-random.js';
import { startShortRuns } from './short-runs.js';
import type { ServerAddresses } from './split-platform.js';

interface LoadKind {
  name: string;
  steps(url: string): unknown[];
  more?: Record<string, unknown>;
  /** The end of its execution number n; left out of what only others start. */
  end?(n: number): Record<string, unknown>;
  /** What a person gives a failed step as its output; only of what parks. */
  recovery?: { step_number: number; output: Record<string, unknown> };
}
export interface Started {
  n: number;
  kind: LoadKind;
  execution_id: string;
}
const retries = (retry_count: number) => ({ error_handling: { retry_count, base_delay_seconds: 0.1 } });
const call = (n: number, url: string, value: string) =>
  step(n, 'http.request', { method: 'POST', url, body: { n: value, k: n } }, retries(4));
const compute = (n: number, expression: string, values: Record<string, string>) =>
  step(n, 'transform.compute', { expression, values });
const sleep = (n: number, seconds: string | number, value: string) => step(n, 'demo.sleep', { seconds, value });
const fail = (n: number, depends_on: number[]) => step(n, 'demo.fail', { message: 'beam too short' }, { depends_on });
const flaky = { fail_times: 1, message: 'Connection reset', value: '$input.n' };
const impatient = { retry_count: 1, base_delay_seconds: 0.1, fallback_value: { value: -1 } };

const KINDS: LoadKind[] = [
  {
    name: 'completes',
    steps: (url) => [
      call(1, url, '$input.n'),
      sleep(2, '$input.seconds', '$step1.body.n'),
      step(3, 'demo.flaky', flaky, retries(3)),
      compute(4, 'a + b', { a: '$step2.value', b: '$step3.value' }),
      call(5, url, '$step4.value'),
      sleep(6, '$input.pause', '$step5.body.n'),
      compute(7, 'a + 1', { a: '$step6.value' }),
    ],
    end: (n) => ({ status: 'completed', output_data: { out_7: { value: 2 * n + 1 } } }),
  },
  {
    name: 'fails',
    steps: (url) => [
      call(1, url, '$input.n'),
      sleep(2, '$input.seconds', '$step1.body.n'),
      fail(3, [2]),
      step(4, 'demo.echo', { n: '$step3.n' }),
    ],
    more: { execution: { on_failure: 'close' } },
    end: () => ({ status: 'failed', dead_letter: null, error: { type: 'error', step_number: 3 } }),
  },
  {
    name: 'is_late',
    steps: (url) => [
      step(1, 'demo.sleep', { seconds: 60 }, { timeout_seconds: 1, error_handling: impatient }),
      call(2, url, '$input.n'),
      compute(3, 'a + b', { a: '$step1.value', b: '$step2.body.n' }),
    ],
    end: (n) => ({ status: 'completed', output_data: { out_1: { value: -1 }, out_3: { value: n - 1 } } }),
  },
  {
    name: 'parks',
    steps: (url) => [
      call(1, url, '$input.n'),
      fail(2, [1]),
      compute(3, 'a + b', { a: '$step1.body.n', b: '$step2.value' }),
    ],
    end: (n) => ({ status: 'completed', output_data: { out_3: { value: n + 100 } } }),
    recovery: { step_number: 2, output: { value: 100 } },
  },
  {
    name: 'goes_through_a_list',
    steps: (url) => [
      step(
        1,
        'http.request',
        { method: 'POST', url, body: { n: '$item', k: '$index' } },
        { foreach: { items: '$input.rows', max_parallelism: 2 }, ...retries(4) },
      ),
      step(2, 'flow.wait', { seconds: '$input.pause' }, { depends_on: [1] }),
      {
        ...compute(3, 'len(rows) + first', { rows: '$step1.out_1', first: '$step1.out_1[0].body.n' }),
        depends_on: [2],
      },
    ],
    end: (n) => ({ status: 'completed', output_data: { out_3: { value: ROWS + n } } }),
  },
  {
    name: 'child',
    steps: (url) => [call(1, url, '$input.n'), sleep(2, '$input.seconds', '$step1.body.n')],
  },
  {
    name: 'has_a_child',
    steps: () => [
      step(1, 'flow.workflow', {
        deliverable_type: 'load_child',
        input_data: { n: '$input.n', seconds: '$input.seconds' },
      }),
      compute(2, 'a + 1', { a: '$step1.out_2.value' }),
    ],
    end: (n) => ({ status: 'completed', output_data: { out_2: { value: n + 1 } } }),
  },
  {
    name: 'has_short_runs',
    steps: (url) => [
      call(1, url, '$input.n'),
      sleep(2, 0.15, '$step1.body.n'),
      ...Array.from({ length: LONG - 2 }, (_, index) => sleep(index + 3, 0.15, `$step${index + 2}.value`)),
    ],
    end: (n) => ({
      status: 'completed',
      steps: Array(LONG).fill(expect.objectContaining({ status: 'completed' })),
      output_data: { [`out_${LONG}`]: { value: n } },
    }),
  },
];
/** Steps of those whose runs are short. */
const LONG = 30;
/** Started in turn. */
const TURNS = ['completes', 'fails', 'goes_through_a_list', 'is_late', 'has_a_child', 'completes', 'parks'];
/** In the list of those that go through one. */
const ROWS = 6;
const kindNamed = (wanted = ''): LoadKind => KINDS.find(({ name }) => name === wanted) as LoadKind;

/** A service that is often slow and now and then broken, for each request as the seed says. */
export function moodyService(seed: number): ServiceBehaviour {
  return ({ nth, body }) => {
    const { n, k } = body as { n: number; k: number };
    const random = new SeededRandom(seed + 10_007 * n + 101 * k + nth);
    const trouble = nth === 1 ? random.next() : 1;
    if (trouble < 0.1) return { reset: true };
    const after_ms = random.between(20, 400);
    return trouble < 0.2
      ? { status: 503, body: { message: 'busy' }, after_ms }
      : { status: 200, body: { n }, after_ms };
  };
}
/** Publishes the kinds once and starts executions of all of them. */
export class MixedLoad {
  readonly started: Started[] = [];
  private stopped = false;

  private constructor(
    readonly client: ApiClient,
    private readonly random: SeededRandom,
  ) {}

  static async publish(client: ApiClient, url: string, seed: number): Promise<MixedLoad> {
    for (const { name, steps, more } of KINDS) {
      await client.publish({ deliverable_type: `load_${name}`, workflow_steps: steps(url), ...more });
    }
    return new MixedLoad(client, new SeededRandom(seed));
  }
  /** Of this load, what is at another platform too. */
  async at(client: ApiClient): Promise<MixedLoad> {
    const there = new MixedLoad(client, this.random);
    const ids = new Set((await there.rows())?.map(({ execution_id }) => execution_id));
    there.started.push(...this.started.filter(({ execution_id }) => ids.has(execution_id)));
    return there;
  }
  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.startOne()));
  }
  /** Their workflows go on in new runs, several times. */
  async startShortRuns(servers: ServerAddresses, count: number): Promise<void> {
    const kind = kindNamed('has_short_runs');
    const numbers = Array.from({ length: count }, (_, index) => this.started.length + index);
    const inputs = numbers.map((n) => ({ n }));
    const ids = await startShortRuns(servers, `load_${kind.name}`, inputs);
    this.started.push(...ids.map((execution_id, index) => ({ n: numbers[index] ?? 0, kind, execution_id })));
  }
  /** One after the other, evenly over that time. */
  async startSlowly(count: number, seconds: number): Promise<void> {
    for (let n = 0; n < count && !this.stopped; n += 1) {
      await this.startOne();
      await delay((1000 * seconds) / count);
    }
  }
  /** Starts nothing more, and lets go of what is not accepted. */
  stop(): void {
    this.stopped = true;
  }
  /** Waits until each execution has closed or parked, recovers the parked ones, and waits for their end. */
  async settle(seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1000;
    await this.untilRows(({ completed_at, dead_letter }) => completed_at !== null || dead_letter !== null, until);
    for (const { execution_id, kind } of this.started) {
      if (!kind.recovery) continue;
      const { step_number, output } = kind.recovery;
      expect(await this.client.read(execution_id)).toMatchObject({ status: 'failed', completed_at: null });
      const path = `/executions/${execution_id}/steps/${step_number}/complete`;
      expect((await this.client.post(path, { output })).status).toBe(202);
    }
    await this.untilRows(({ completed_at }) => completed_at !== null, until + 20_000);
  }
  /** The ends are the right ones, and there are no other executions but one child of each that has one. */
  async expectEnds(): Promise<Execution[]> {
    const executions = [];
    for (const { n, kind, execution_id } of this.started) {
      const execution = await this.client.read(execution_id);
      expect({ n, ...execution }).toMatchObject({ n, ...kind.end?.(n) });
      executions.push(execution, ...(await this.children(execution)));
    }
    const idsOf = (all: { execution_id: string }[]) => all.map(({ execution_id }) => execution_id).sort();
    expect(idsOf(executions)).toEqual(idsOf((await this.rows()) ?? []));
    return executions;
  }
  private children({ steps }: Execution): Promise<Execution[]> {
    const waits = steps.flatMap(({ waiting_for }) => (waiting_for?.kind === 'workflow' ? [waiting_for] : []));
    return Promise.all(waits.map(({ execution_id }) => this.client.read(execution_id)));
  }

  /** Asks under one key until it is accepted, as a careful client does. */
  private async startOne(): Promise<void> {
    const n = this.started.length;
    const kind = kindNamed(TURNS[n % TURNS.length]);
    const one: Started = { n, kind, execution_id: '' };
    this.started.push(one);
    const rows = Array<number>(ROWS).fill(n);
    const input_data = { n, rows, seconds: this.random.between(0.5, 6), pause: this.random.between(0.2, 3) };
    const path = `/workflows/load_${kind.name}/execute`;
    while (!this.stopped) {
      const asked = this.client.post<Execution>(path, { input_data }, { 'idempotency-key': `load-${n}` });
      const answer = await asked.catch(() => null);
      if (answer?.status === 202) return void (one.execution_id = answer.body.execution_id);
      if (answer !== null && answer.status !== 503) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      await delay(200);
    }
  }
  private async untilRows(reached: (row: ExecutionRow) => boolean, until: number): Promise<void> {
    for (;;) {
      const rows = await this.rows();
      if (rows?.every(reached)) return;
      if (Date.now() > until) throw new Error(`Not settled: ${JSON.stringify(rows?.filter((row) => !reached(row)))}`);
      await delay(250);
    }
  }
  private async rows(): Promise<ExecutionRow[] | null> {
    const asked = this.client.get<{ items: ExecutionRow[] }>('/executions?limit=200');
    const answer = await asked.catch(() => null);
    return answer?.status === 200 ? answer.body.items : null;
  }
}
