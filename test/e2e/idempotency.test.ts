/** One Idempotency-Key starts one execution, however many ask at once. */
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { step, TestPlatform } from './platform.js';

const STARTS = 1_000;
const SOCKETS = 100;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start();
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** Resolves to the status and the execution's id. */
function start(agent: Agent, type: string, key: string): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const asked = request(`${platform.url}/api/v1/workflows/${type}/execute`, { method: 'POST', agent, headers });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve([response.statusCode, (JSON.parse(text) as { execution_id: string }).execution_id]);
      });
    });
    asked.end(JSON.stringify({ input_data: { n: 1 } }));
  });
}

it(`${STARTS} simultaneous starts with one key give one execution, and all of them its id`, async () => {
  const type = await platform.publishSteps('once', [step(1, 'demo.echo', { n: '$input.n' })]);
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const answers = await Promise.all(Array.from({ length: STARTS }, () => start(agent, type, 'the same key')));
  agent.destroy();
  expect(new Set(answers.map(([status]) => status))).toEqual(new Set([202]));
  const ids = [...new Set(answers.map(([, id]) => id))];
  expect(ids).toHaveLength(1);
  await platform.until(ids[0] ?? '', ({ status }) => status === 'completed');
  const { body } = await platform.get<{ items: { execution_id: string }[] }>(`/executions?deliverable_type=${type}`);
  expect(body.items.map(({ execution_id }) => execution_id)).toEqual(ids);
}, 120_000);
