/** The whole platform in this process on real servers, and the few calls that end-to-end tests make. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { Execution } from '../../src/contracts/execution.js';
import type { Finding } from '../../src/contracts/finding.js';
import { readConfiguration } from '../../src/configuration.js';
import { Platform } from '../../src/platform.js';
import { AppLogger } from '../../src/process/app-logger.js';

type Body = Record<string, unknown> | unknown[];
export interface Answer<T = never> {
  status: number;
  type: string;
  text: string;
  headers: Headers;
  body: T;
}
export interface ProblemBody {
  status: number;
  title: string;
  detail: string;
  code: string;
  findings?: Finding[];
}
/** Made by the build before the tests run. */
const WORKFLOW_BUNDLE = join(process.cwd(), 'dist', 'workflow-bundle.js');

export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dynamic-executor-test-'));
  await chmod(folder, 0o755);
  return folder;
}
export class TestPlatform {
  private types = 0;

  private constructor(
    readonly platform: Platform,
    readonly url: string,
    private readonly dataDir: string,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<TestPlatform> {
    const dataDir = await scratchFolder();
    const configuration = readConfiguration({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env });
    const logger = new AppLogger(configuration.logLevel);
    const platform = new Platform({ configuration, logger, workflowBundle: WORKFLOW_BUNDLE, onFatal: () => undefined });
    await platform.start();
    await platform.ready();
    return new TestPlatform(platform, platform.url ?? '', dataDir);
  }
  async stop(): Promise<void> {
    await this.platform.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
  newType(label: string): string {
    this.types += 1;
    return `${label}_${this.types}`;
  }
  async send<T>(method: string, path: string, body?: Body | string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const sent = { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
    const response = await fetch(this.url + path, { method, headers: sent, ...(text === undefined ? {} : { body: text }) });
    const answer = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed = (/[/+]json/.test(type) ? JSON.parse(answer) : answer) as T;
    return { status: response.status, type, text: answer, headers: response.headers, body: parsed };
  }
  get<T>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('GET', `/api/v1${path}`, undefined, headers);
  }
  post<T>(path: string, body: Body | string = {}, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('POST', `/api/v1${path}`, body, headers);
  }
  /** Publishes a document and returns its type. */
  async publish(document: Record<string, unknown>): Promise<string> {
    const answer = await this.post<{ deliverable_type: string }>('/workflows', document);
    if (answer.status !== 201) throw new Error(`Publishing answered ${answer.status}: ${answer.text}`);
    return answer.body.deliverable_type;
  }
  /** Publishes steps as a new type. */
  publishSteps(label: string, workflow_steps: unknown[], more: Record<string, unknown> = {}): Promise<string> {
    return this.publish({ deliverable_type: this.newType(label), workflow_steps, ...more });
  }
  async publishExample(file: string): Promise<string> {
    const document = JSON.parse(await readFile(join(process.cwd(), 'examples', file), 'utf8')) as Record<string, unknown>;
    return this.publish(document);
  }
  /** Starts an execution and waits until it ends, parks or waits for approval. */
  async run(type: string, input_data: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Promise<Execution> {
    const answer = await this.post<Execution>(`/workflows/${type}/execute`, { input_data, ...more }, { prefer: 'wait=50' });
    if (answer.status !== 200) throw new Error(`Executing answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  async start(type: string, input_data: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.post<{ execution_id: string }>(`/workflows/${type}/execute`, { input_data });
    if (answer.status !== 202) throw new Error(`Executing answered ${answer.status}: ${answer.text}`);
    return answer.body.execution_id;
  }
  async read(execution_id: string): Promise<Execution> {
    return (await this.get<Execution>(`/executions/${execution_id}`)).body;
  }
  async until(execution_id: string, reached: (execution: Execution) => boolean, seconds = 30): Promise<Execution> {
    for (const end = Date.now() + seconds * 1000; ; ) {
      const execution = await this.read(execution_id);
      if (reached(execution)) return execution;
      if (Date.now() > end) throw new Error(`Still ${execution.status} after ${seconds} s: ${JSON.stringify(execution.steps)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  async events(execution_id: string, after = 0): Promise<ExecutionEvent[]> {
    return (await this.get<{ items: ExecutionEvent[] }>(`/executions/${execution_id}/events?after=${after}`)).body.items;
  }
}
export const step = (
  step_number: number,
  function_to_call: string,
  input_mapping: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({ step_number, step_name: `step_${step_number}`, function_to_call, input_mapping, output_variable: `out_${step_number}`, ...more });
