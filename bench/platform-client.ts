/** The few REST calls that the benchmarks make. */
import { Agent, request } from 'undici';
import type { Execution } from '../src/contracts/execution.js';

type Body = Record<string, unknown>;
const dispatcher = new Agent({ connections: 128, pipelining: 1 });

export class PlatformClient {
  constructor(private readonly base: string) {}

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
  private async post(path: string, body: Body, expected: number): Promise<unknown> {
    const headers = { 'content-type': 'application/json', prefer: 'wait=60' };
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
