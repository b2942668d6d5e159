/** What Prometheus reads. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installRuntime } from '../../src/temporal/install-runtime.js';
import { SocketReader } from './event-reader.js';
import { step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let type: string;
beforeAll(async () => {
  platform = await TestPlatform.start({}, { sdkMetricsUrl: await installRuntime() });
  type = await platform.publishSteps('counted', [
    step(
      1,
      'demo.flaky',
      { fail_times: 2, message: 'Connection reset' },
      {
        error_handling: { retry_count: 3, base_delay_seconds: 0.1 },
      },
    ),
    step(2, 'transform.compute', { expression: '1 + 1', values: {} }),
  ]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** The value of a line, by the beginning of its name and some of its labels; undefined when there is none. */
async function valueOf(name: string, ...labels: string[]): Promise<number | undefined> {
  const { text } = await platform.send<string>('GET', '/metrics');
  const line = text.split('\n').find((one) => one.startsWith(name) && labels.every((label) => one.includes(label)));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}
const label = (name: string, value: string) => `${name}="${value}"`;

describe('GET /metrics', () => {
  it('is text in the format of Prometheus, each metric with its help', async () => {
    const answer = await platform.send<string>('GET', '/metrics');
    expect([answer.status, answer.type]).toEqual([200, expect.stringMatching(/^text\/plain; version=/)]);
    for (const [, name] of answer.text.matchAll(/^# TYPE (\S+)/gm)) expect(answer.text).toContain(`# HELP ${name} `);
  });
  it('counts executions that have closed by type and status, and how long they took', async () => {
    for (let n = 0; n < 3; n += 1) await platform.run(type);
    const of = [label('deliverable_type', type), label('status', 'completed')];
    expect(await valueOf('dynex_execution_seconds_count', ...of)).toBe(3);
    expect(await valueOf('dynex_execution_seconds_sum', ...of)).toBeGreaterThan(0.1);
  });
  it('counts attempts and retries by function, also of fast ones', async () => {
    const ofFlaky = (outcome: string) => [label('function', 'demo.flaky'), label('outcome', outcome)];
    expect(await valueOf('dynex_step_attempt_seconds_count', ...ofFlaky('completed'))).toBe(3);
    expect(await valueOf('dynex_step_attempt_seconds_count', ...ofFlaky('retried'))).toBe(6);
    expect(await valueOf('dynex_step_retries_total', label('function', 'demo.flaky'))).toBe(6);
    expect(await valueOf('dynex_step_attempt_seconds_count', label('function', 'transform.compute'))).toBe(3);
  });
  it('says what is open now: executions by status, streams, and what waits for a worker', async () => {
    const failing = await platform.publishSteps('failing', [step(1, 'demo.fail', { message: 'no' })]);
    await platform.run(failing);
    const stream = await new SocketReader(platform.url, '/api/v1/workflow/stream').opened();
    expect(await valueOf('dynex_executions_open', label('status', 'parked'))).toBe(1);
    expect(await valueOf('dynex_streams_open')).toBe(1);
    expect(await valueOf('dynex_task_backlog', label('kind', 'activity'))).toBe(0);
    stream.close();
    await stream.closed;
    expect(await valueOf('dynex_streams_open')).toBe(0);
  });
  it('counts requests by route, not by path', async () => {
    const of = [label('method', 'POST'), label('route', '/api/v1/workflows/:type/execute'), label('status', '200')];
    expect(await valueOf('dynex_http_request_seconds_count', ...of)).toBeGreaterThanOrEqual(3);
    await platform.get('/nothing/of/this/name');
    expect(await valueOf('dynex_http_request_seconds_count', label('route', 'none'))).toBeGreaterThanOrEqual(1);
    const { text } = await platform.send<string>('GET', '/metrics');
    expect(text).not.toContain('/nothing/of/this/name');
  });
  it('has what the Temporal SDK counts', async () => {
    expect(await valueOf('temporal_workflow_completed_total')).toBeGreaterThanOrEqual(3);
    expect(await valueOf('temporal_worker_task_slots_available', label('worker_type', 'ActivityWorker'))).toBeDefined();
  });
  it.each(['dynamic-executor.json', 'alerts.yml'])('has all that grafana/%s asks for', async (file) => {
    const asked = await readFile(join(process.cwd(), 'grafana', file), 'utf8');
    const names = new Set(asked.match(/\b(?:dynex|temporal|nodejs|process)_[a-z_]+\b/g));
    const { text } = await platform.send<string>('GET', '/metrics');
    const missing = [...names].filter((name) => !new RegExp(`^${name}[{ ]`, 'm').test(text));
    expect(missing).toEqual([]);
    expect(names.size).toBeGreaterThan(5);
  });
});
