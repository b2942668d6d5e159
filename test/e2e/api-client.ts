/** The few calls of the REST API that end-to-end tests make, against any running platform. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution } from '../../src/contracts/execution.js';
import type { Finding } from '../../src/contracts/finding.js';

export type Body = Record<string, unknown> | unknown[];
export interface Answer<T = never> {
  status: number;
  type: string;
  text: string;
  headers: Headers;
  body: T;
}
export interface ProblemBody {
  type: string;
  status: number;
  title: string;
  detail: string;
  code: string;
  findings?: Finding[];
}
export interface Published {
  deliverable_type: string;
  version: number;
  hash: string;
  findings: Finding[];
}
type Headings = Record<string, string>;

export class ApiClient {
  private types = 0;

  /** `headings` go with every request. */
  constructor(
    readonly url: string,
    private readonly headings: Headings = {},
  ) {}

  /** The same platform, with an API key. */
  as(key: string): ApiClient {
    return new ApiClient(this.url, { ...this.headings, authorization: `Bearer ${key}` });
  }

  newType(label: string): string {
    this.types += 1;
    return `${label}_${this.types}`;
  }
  /** A text goes out as it is; anything else as JSON. */
  async send<T>(
    method: string,
    path: string,
    body?: Body | string | Uint8Array<ArrayBuffer>,
    headers: Headings = {},
  ): Promise<Answer<T>> {
    const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const sent = asIs ? body : JSON.stringify(body);
    const content: Headings = sent === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { ...content, ...this.headings, ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed = (/[/+]json/.test(type) ? JSON.parse(text) : text) as T;
    return { status: response.status, type, text, headers: response.headers, body: parsed };
  }
  get<T>(path: string, headers?: Headings): Promise<Answer<T>> {
    return this.send<T>('GET', `/api/v1${path}`, undefined, headers);
  }
  post<T>(path: string, body: Body | string = {}, headers?: Headings): Promise<Answer<T>> {
    return this.send<T>('POST', `/api/v1${path}`, body, headers);
  }
  put<T>(path: string, body: Body | string, headers?: Headings): Promise<Answer<T>> {
    return this.send<T>('PUT', `/api/v1${path}`, body, headers);
  }
  /** Publishes a document and returns its type. */
  async publish(document: Record<string, unknown>): Promise<string> {
    const answer = await this.post<Published>('/workflows', document);
    if (answer.status !== 201) throw new Error(`Publishing answered ${answer.status}: ${answer.text}`);
    return answer.body.deliverable_type;
  }
  /** Publishes steps as a new type. */
  publishSteps(label: string, workflow_steps: unknown[], more: Record<string, unknown> = {}): Promise<string> {
    return this.publish({ deliverable_type: this.newType(label), workflow_steps, ...more });
  }
  async publishExample(file: string): Promise<string> {
    const text = await readFile(join(process.cwd(), 'examples', file), 'utf8');
    return this.publish(JSON.parse(text) as Record<string, unknown>);
  }
  /** Starts an execution and waits until it ends, parks or waits for approval. */
  async run(
    type: string,
    input_data: Record<string, unknown> = {},
    more: Record<string, unknown> = {},
  ): Promise<Execution> {
    const body = { input_data, ...more };
    const answer = await this.post<Execution>(`/workflows/${type}/execute`, body, { prefer: 'wait=50' });
    if (answer.status !== 200) throw new Error(`Executing answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  async start(type: string, input_data: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.post<{ execution_id: string }>(`/workflows/${type}/execute`, { input_data });
    if (answer.status !== 202) throw new Error(`Executing answered ${answer.status}: ${answer.text}`);
    return answer.body.execution_id;
  }
  async read(execution_id: string): Promise<Execution> {
    const answer = await this.get<Execution>(`/executions/${execution_id}`);
    if (answer.status !== 200) throw new Error(`Reading ${execution_id} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  /** A 503 is no answer yet: a worker may be starting, or have too much to do. */
  async until(execution_id: string, reached: (execution: Execution) => boolean, seconds = 30): Promise<Execution> {
    for (const end = Date.now() + seconds * 1000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const { status, body, text } = await this.get<Execution>(`/executions/${execution_id}`);
      if (status === 200 && reached(body)) return body;
      if (status !== 200 && status !== 503) throw new Error(`Reading ${execution_id} answered ${status}: ${text}`);
      if (Date.now() > end) throw new Error(`Still ${status === 200 ? body.status : text} after ${seconds} s: ${text}`);
    }
  }
  async events(execution_id: string, after = 0): Promise<ExecutionEvent[]> {
    const path = `/executions/${execution_id}/events?after=${after}`;
    return (await this.get<{ items: ExecutionEvent[] }>(path)).body.items;
  }
}
/** A step as documents write it, with a name and an output_variable of its own. */
export const step = (
  step_number: number,
  function_to_call: string,
  input_mapping: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({
  step_number,
  step_name: `step_${step_number}`,
  function_to_call,
  input_mapping,
  output_variable: `out_${step_number}`,
  ...more,
});
