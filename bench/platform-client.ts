/** The few REST calls that the benchmarks make. */
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { EventPage, ExecutionEvent } from '../src/contracts/events.js';
import type { Execution, ExecutionRow } from '../src/contracts/execution.js';

type Body = Record<string, unknown>;
type Headings = Record<string, string>;
const WAIT: Headings = { prefer: 'wait=60' };
const LOOK_EVERY_MS = 50;
const LONGEST_RUN_MS = 600_000;
const dispatcher = new Agent({ connections: 128, pipelining: 1 });

export class PlatformClient {
  /** @param key of the API, where the platform wants one; it has to be that of an admin. */
  constructor(
    private readonly base: string,
    private readonly key?: string,
  ) {}

  async publish(document: Body): Promise<void> {
    await this.post('/api/v1/workflows', document, 201);
  }
  async validate(document: Body): Promise<void> {
    await this.post('/api/v1/workflows/validate', document, 200);
  }
  /** Starts an execution and waits for its end; returns the record. */
  async run(deliverable_type: string, input_data: Body = {}, options: Body = {}): Promise<Execution> {
    const path = `/api/v1/workflows/${deliverable_type}/execute`;
    const execution = (await this.post(path, { input_data, options }, 200)) as Execution;
    if (execution.status !== 'completed') throw new Error(`${deliverable_type} ended as ${execution.status}`);
    return execution;
  }
  /** Starts an execution and returns its id. */
  async start(deliverable_type: string, input_data: Body = {}): Promise<string> {
    const body = { input_data };
    const started = await this.post(`/api/v1/workflows/${deliverable_type}/execute`, body, 202, {});
    return (started as { execution_id: string }).execution_id;
  }
  /** Runs an execution that may take longer than an answer: its row is looked at until it has ended. */
  async runLong(deliverable_type: string, input_data: Body = {}): Promise<void> {
    await this.start(deliverable_type, input_data);
    const newest = `/api/v1/executions?deliverable_type=${deliverable_type}&limit=1`;
    for (const end = Date.now() + LONGEST_RUN_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
      const [row] = (await this.get<{ items: ExecutionRow[] }>(newest)).items;
      if (!row || row.completed_at === null) continue;
      if (row.status !== 'completed') throw new Error(`${deliverable_type} ended as ${row.status}`);
      return;
    }
    throw new Error(`${deliverable_type} has not ended in ${LONGEST_RUN_MS / 1000} s`);
  }
  /** Of the execution that was started last. */
  async newest(deliverable_type: string): Promise<string> {
    const path = `/api/v1/executions?deliverable_type=${deliverable_type}&limit=1`;
    const [row] = (await this.get<{ items: ExecutionRow[] }>(path)).items;
    if (!row) throw new Error(`There is no execution of ${deliverable_type}`);
    return row.execution_id;
  }
  /** The address of an execution's WebSocket. */
  streamOf(execution_id: string): string {
    return `${this.base.replace(/^http/, 'ws')}/api/v1/workflow/stream/${execution_id}`;
  }
  /** The address of an execution's page in the dashboard. */
  pageOf(execution_id: string): string {
    return `${this.base}/executions/${execution_id}`;
  }
  async events(execution_id: string, after: number): Promise<ExecutionEvent[]> {
    return (await this.get<EventPage>(`/api/v1/executions/${execution_id}/events?after=${after}`)).items;
  }
  private get identity(): Headings {
    return this.key === undefined ? {} : { authorization: `Bearer ${this.key}` };
  }
  private async get<T>(path: string): Promise<T> {
    const response = await request(this.base + path, { headers: this.identity, dispatcher });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text) as T;
  }
  private async post(path: string, body: Body, expected: number, more: Headings = WAIT): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ...this.identity, ...more };
    const response = await request(this.base + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      dispatcher,
    });
    const text = await response.body.text();
    if (response.statusCode !== expected) throw new Error(`${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text);
  }
}
