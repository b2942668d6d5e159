/** The typed client against the whole platform, also over connections that break. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { DocumentText } from '../../src/client/document-text.js';
import { DynexClient } from '../../src/client/dynex-client.js';
import type { FollowState } from '../../src/client/follow.js';
import type { SocketClass } from '../../src/client/web-socket.js';
import type { WorkflowDocument } from '../../src/contracts/document.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import { expectGapless, namesOf } from './event-log.js';
import { step, TestPlatform } from './platform.js';
import { TcpProxy } from './tcp-proxy.js';

const SOCKET = WebSocket as unknown as SocketClass;
let platform: TestPlatform;
let proxy: TcpProxy;
let client: DynexClient;
let through: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  client = new DynexClient({ base_url: platform.url });
  proxy = new TcpProxy(Number(new URL(platform.url).port));
  through = `http://127.0.0.1:${await proxy.listen()}`;
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await platform.stop();
}, 60_000);

const slow = () =>
  platform.publishSteps('slow', [
    step(1, 'demo.sleep', { seconds: 0.4 }),
    step(2, 'demo.sleep', { seconds: 0.4, value: '$step1.value' }),
    step(3, 'demo.sleep', { seconds: 0.4, value: '$step2.value' }),
  ]);
async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('a workflow', () => {
  it('is published, changed, compared, measured and deprecated', async () => {
    const type = platform.newType('handled');
    const documentOf = (n: number) =>
      ({ deliverable_type: type, workflow_steps: [step(1, 'demo.echo', { n })] }) as unknown as WorkflowDocument;
    const document = documentOf(1);
    expect(await client.workflows.publish(document)).toMatchObject({ deliverable_type: type, version: 1 });
    const options = { if_match: 1, change_description: 'n is 2' };
    expect(await client.workflows.update(type, documentOf(2), options)).toMatchObject({ version: 2 });
    await expect(client.workflows.update(type, document, { if_match: 1 })).rejects.toMatchObject({ status: 412 });
    expect((await client.workflows.versions(type)).items.map((one) => one.change_description)).toEqual([
      'n is 2',
      null,
    ]);
    expect((await client.workflows.diff(type)).steps[0]?.fields).toEqual([
      { path: '/input_mapping/n', from: 1, to: 2 },
    ]);
    expect(await client.workflows.rollback(type, 1)).toMatchObject({ version: 3 });
    expect((await client.workflows.get(type)).document.workflow_steps[0]?.input_mapping).toEqual({ n: 1 });
    expect((await client.workflows.graph(type)).total_steps).toBe(1);
    expect(await client.workflows.drawing(type, 'dot')).toContain('digraph workflow');
    expect((await client.workflows.stats(type)).counts.completed).toBe(0);
    expect((await client.workflows.delete(type)).status).toBe('deprecated');
    expect((await client.workflows.list({ q: type })).items).toMatchObject([{ deliverable_type: type }]);
    await expect(client.start(type)).rejects.toMatchObject({ status: 409 });
  });
  it('is found wanting at the line of its author', async () => {
    const text =
      'deliverable_type: beam_design\nworkflow_steps:\n  - step_number: 1\n    step_name: a\n    function_to_call: no.such\n';
    const { valid, findings } = await client.workflows.validate(new DocumentText(text, 'yaml'));
    expect(valid).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'unknown_function', source: expect.objectContaining({ line: 5 }) }),
    );
  });
});

describe('an execution', () => {
  it('is started once, waited for, read and run again', async () => {
    const type = await platform.publishSteps('run', [step(1, 'demo.echo', { n: '$input.n' })]);
    const options = { idempotency_key: 'one', wait_seconds: 30 };
    const { execution } = await client.start(type, { input_data: { n: 1 } }, options);
    expect(execution).toMatchObject({ status: 'completed', output_data: { out_1: { n: 1 } } });
    const id = execution?.execution_id ?? '';
    expect((await client.start(type, { input_data: { n: 1 } }, options)).execution_id).toBe(id);
    expect((await client.executions.list({ deliverable_type: type })).items).toHaveLength(1);
    expect((await client.executions.timeline(id)).items[0]?.attempts).toHaveLength(1);
    expect((await client.executions.graph(id)).status).toEqual({ 1: 'completed' });
    const again = await client.executions.rerun(id, {}, { wait_seconds: 30 });
    expect(again.execution).toMatchObject({ rerun_of: id, status: 'completed' });
    expect((await client.audit.list({ execution_id: id })).items.length).toBeGreaterThan(0);
  });
  it('is told what to do', async () => {
    const type = await platform.publishSteps('told', [step(1, 'demo.fail', { message: 'no' })]);
    const { execution_id } = await client.start(type, {}, { wait_seconds: 30 });
    expect((await client.deadLetters.list({ deliverable_type: type })).items).toHaveLength(1);
    expect(await client.deadLetters.retry({ execution_ids: [execution_id] })).toMatchObject({ retried: 1 });
    await platform.until(execution_id, ({ dead_letter }) => dead_letter !== null);
    await client.commands.complete(execution_id, 1, { output: { by: 'hand' } });
    const { status } = await platform.until(execution_id, ({ completed_at }) => completed_at !== null);
    expect(status).toBe('completed');
    await expect(client.commands.pause(execution_id)).rejects.toMatchObject({ status: 409 });
  });
});

describe.each([
  ['a WebSocket', SOCKET],
  ['server-sent events', null],
])('followed over %s', (_name, web_socket) => {
  const follower = () => new DynexClient({ base_url: through, web_socket });

  it('an execution is seen from its first event to its last', async () => {
    const { execution_id } = await client.start(await slow());
    const events = await all(follower().follow(execution_id));
    expect(events).toEqual(await platform.events(execution_id));
    expect(await all(follower().follow(execution_id, { after: events.length }))).toEqual([]);
    expect(await all(follower().follow(execution_id, { after: 3 }))).toEqual(events.slice(3));
  });
  it('a connection that breaks again and again costs nothing', async () => {
    const { execution_id } = await client.start(await slow());
    const states: FollowState['kind'][] = [];
    const events: ExecutionEvent[] = [];
    const options = { on_state: ({ kind }: FollowState) => states.push(kind), times: { first_ms: 20, max_ms: 100 } };
    for await (const event of follower().follow(execution_id, options)) {
      events.push(event);
      if (event.event !== 'step_completed') continue;
      proxy.cut('refused');
      setTimeout(() => proxy.mend(), 150);
    }
    expectGapless(events);
    expect(events).toEqual(await platform.events(execution_id));
    expect(states.filter((kind) => kind === 'waiting').length).toBeGreaterThanOrEqual(2);
    expect(states.at(-1)).toBe('ended');
  });
  it('an unknown execution is a refusal', async () => {
    await expect(all(follower().follow('nobody'))).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });
  it('all executions of a type go on after the last cursor', async () => {
    const type = await slow();
    const leaving = new AbortController();
    const seen: ExecutionEvent[] = [];
    const live = new Promise<void>((resolve) => {
      const on_state = ({ kind }: FollowState) => kind === 'live' && resolve();
      const options = {
        deliverable_type: type,
        signal: leaving.signal,
        on_state,
        times: { first_ms: 20, max_ms: 100 },
      };
      void (async () => {
        for await (const event of follower().followAll(options)) {
          seen.push(event);
          if (event.event === 'step_completed' && event.step_number === 1) {
            proxy.cut('refused');
            setTimeout(() => proxy.mend(), 150);
          }
          if (event.event === 'execution_completed') leaving.abort();
        }
      })();
    });
    await live;
    await platform.run(await platform.publishSteps('other', [step(1, 'demo.echo')]));
    const { execution_id } = await platform.run(type);
    for (let n = 0; n < 100 && !leaving.signal.aborted; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(namesOf(seen).at(-1)).toBe('execution_completed');
    expect(seen.map(({ seq }) => seq)).toEqual((await platform.events(execution_id)).map(({ seq }) => seq));
  });
});

it('what else there is to ask', async () => {
  expect(await client.health.live()).toMatchObject({ status: 'alive' });
  expect((await client.health.ready()).ready).toBe(true);
  expect((await client.functions({ limit: 200 })).items.map(({ name }) => name)).toContain('demo.echo');
  expect(await client.evaluateExpression({ expression: '$input.n > 1', input: { n: 2 } })).toMatchObject({
    result: true,
  });
  expect((await client.stats({ days: 1 })).days).toBe(1);
  expect((await client.approvals.list({ status: 'pending' })).items).toEqual([]);
  expect(await client.audit.export({ action: 'workflow_published' })).toContain('"workflow_published"');
});
