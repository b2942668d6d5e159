/** A closed execution is run again: what is taken from its record, and what runs. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import { named } from './event-log.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';
import { reconcile } from './reconcile.js';
import { expectExecutionShape } from './wire-shapes.js';

let platform: TestPlatform;
let chain: string;
let finished: Execution;
beforeAll(async () => {
  platform = await TestPlatform.start();
  chain = await platform.publishSteps('chain', CHAIN);
  finished = await platform.run(chain, { load: 5 }, { user_id: 'ana', context: { site: 'A' } });
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** 1 and 4 stand alone; 2 needs 1, and 3 needs 2. */
const CHAIN = [
  step(1, 'demo.echo', { load: '$input.load', site: '$context.site' }),
  step(2, 'demo.echo', { load: '$step1.load' }),
  step(3, 'demo.echo', { load: '$step2.load' }),
  step(4, 'demo.echo', { grade: 'M25' }),
];
interface Begun {
  execution_id: string;
  status: string;
  links: Record<string, string>;
}
const ask = <T = Begun>(id: string, body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  platform.post<T>(`/executions/${id}/rerun`, body, headers);
const ended = (id: string, status: Execution['status'] = 'completed') =>
  platform.until(id, (one) => one.status === status);
async function rerun(id: string, body: Record<string, unknown> = {}): Promise<Execution> {
  const answer = await ask(id, body);
  expect([answer.status, answer.body.status]).toEqual([202, 'pending']);
  expect(answer.body.links['self']).toBe(`/api/v1/executions/${answer.body.execution_id}`);
  return ended(answer.body.execution_id);
}
/** The steps that ran, by their number. */
const ran = ({ steps }: Execution): number[] =>
  steps.filter(({ taken_from }) => taken_from === undefined).map(({ step_number }) => step_number);

describe('a rerun from a step', () => {
  it('runs that step and all that depend on it, and takes the others from the record', async () => {
    const again = await rerun(finished.execution_id, { from_step: 2 });
    expect(ran(again)).toEqual([2, 3]);
    expect(again.steps[0]).toMatchObject({
      attempts: 0,
      taken_from: finished.execution_id,
      output: { load: 5, site: 'A' },
    });
    expect(again.output_data).toEqual(finished.output_data);
  });
  it('is a new execution of the same version, for the same person, linked to the earlier one', async () => {
    const again = await rerun(finished.execution_id, { from_step: 4 });
    const { rerun_of, version, user_id, input_data, deliverable_type } = again;
    expect([rerun_of, version, user_id, deliverable_type]).toEqual([finished.execution_id, 1, 'ana', chain]);
    expect(input_data).toEqual({ load: 5 });
    const log = await platform.events(again.execution_id);
    expect(named(log, 'step_completed').map(({ step_number, taken_from }) => [step_number, taken_from])).toEqual(
      expect.arrayContaining([
        [1, finished.execution_id],
        [4, undefined],
      ]),
    );
  });
  it('runs also what a new input changes', async () => {
    const again = await rerun(finished.execution_id, { from_step: 4, input_data: { load: 6 } });
    expect(ran(again)).toEqual([1, 2, 3, 4]);
    expect(again.output_data).toMatchObject({ out_3: { load: 6 } });
  });
  it('may be one of a rerun', async () => {
    const again = await rerun(finished.execution_id, { from_step: 3 });
    const onceMore = await rerun(again.execution_id, { from_step: 4 });
    expect([ran(onceMore), onceMore.rerun_of]).toEqual([[4], again.execution_id]);
    expect(onceMore.steps[1]?.taken_from).toBe(again.execution_id);
  });
});

describe('a rerun from no step', () => {
  it('runs everything', async () => {
    expect(ran(await rerun(finished.execution_id))).toEqual([1, 2, 3, 4]);
  });
  it('with another version runs only what the change affects', async () => {
    const type = await platform.publishSteps('changing', CHAIN);
    const first = await platform.run(type, { load: 5 }, { context: { site: 'A' } });
    const changed = CHAIN.map((one) =>
      one.step_number === 2 ? { ...one, input_mapping: { load: '$step1.load', factor: 2 } } : one,
    );
    await platform.put(`/workflows/${type}`, { deliverable_type: type, workflow_steps: changed });
    const again = await rerun(first.execution_id, { version: 'latest' });
    expect([again.version, ran(again)]).toEqual([2, [2]]);
    expect((await rerun(first.execution_id, { version: 'same' })).version).toBe(1);
    expect(ran(await rerun(again.execution_id, { version: 1 }))).toEqual([2]);
    expect(ran(await rerun(first.execution_id, { version: 2, from_step: 3 }))).toEqual([2, 3]);
  });
  it('with a version of other settings runs the steps whose settings changed', async () => {
    const type = await platform.publishSteps('settings', CHAIN);
    const first = await platform.run(type, { load: 5 }, { context: { site: 'A' } });
    const changed = CHAIN.map((one) => (one.step_number === 4 ? { ...one, timeout_seconds: 5 } : one));
    await platform.put(`/workflows/${type}`, { deliverable_type: type, workflow_steps: changed });
    expect(ran(await rerun(first.execution_id, { version: 'latest' }))).toEqual([4]);
  });
});

describe('the record of', () => {
  it('a failed execution gives what it has, and the failed step runs again', async () => {
    const type = await platform.publishSteps(
      'failed',
      [
        step(1, 'demo.echo', { n: 1 }),
        step(2, 'demo.flaky', { fail_times: '$input.fail_times', message: 'no' }, { depends_on: [1] }),
        step(3, 'demo.echo', { attempt: '$step2.attempt' }),
      ],
      { execution: { on_failure: 'close' } },
    );
    const failed = await platform.run(type, { fail_times: 9 });
    expect(failed.status).toBe('failed');
    const again = await rerun(failed.execution_id, { from_step: 2, input_data: { fail_times: 0 } });
    expect([ran(again), again.output_data?.['out_3']]).toEqual([[2, 3], { attempt: 1 }]);
  });
  it('a step with arguments given by hand is taken only where they are the same as the mapped ones', async () => {
    const type = await platform.publishSteps('by_hand', [
      step(1, 'demo.flaky', { fail_times: 1, message: 'no', value: '$input.value' }),
      step(2, 'demo.echo', { n: 1 }),
    ]);
    const parked = await platform.run(type, { value: 1 });
    const override = { input_override: { fail_times: 0, message: 'no', value: 2 } };
    await platform.post(`/executions/${parked.execution_id}/steps/1/retry`, override);
    await ended(parked.execution_id);
    const answer = await ask(parked.execution_id, { from_step: 2 });
    const again = await platform.until(answer.body.execution_id, ({ status }) => status === 'failed');
    expect(ran(again)).toEqual([1, 2]);
  });
  it('a step with foreach is taken where every item has the same arguments', async () => {
    const type = await platform.publishSteps('each', [
      step(1, 'demo.echo', { load: '$item.load', at: '$index' }, { foreach: '$input.rows' }),
      step(2, 'demo.echo', { n: 1 }),
    ]);
    const rows = [{ load: 1 }, { load: 2 }];
    const first = await platform.run(type, { rows });
    expect(ran(await rerun(first.execution_id, { from_step: 2 }))).toEqual([2]);
    const longer = { from_step: 2, input_data: { rows: [...rows, { load: 3 }] } };
    expect(ran(await rerun(first.execution_id, longer))).toEqual([1, 2]);
  });
});

describe('POST …/rerun', () => {
  it('waits for the end where the client prefers it', async () => {
    const { status, headers, body } = await ask<Execution>(
      finished.execution_id,
      { from_step: 3 },
      { prefer: 'wait=20' },
    );
    expect([status, headers.get('preference-applied'), body.status]).toEqual([200, 'wait=20', 'completed']);
    expect(ran(body)).toEqual([3]);
    const { taken_from: _, ...taken } = body.steps[0] ?? {};
    expectExecutionShape({ ...body, steps: [taken as Execution['steps'][number]] });
  });
  it('starts one execution for an Idempotency-Key, and refuses the key with another body', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const asked = { from_step: 3 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(finished.execution_id, asked, key)));
    expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
    const other = await ask<ProblemBody>(finished.execution_id, { from_step: 2 }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });
  it('is audited on the earlier execution, with the id of the new one', async () => {
    const { execution_id: id } = await platform.run(chain, { load: 1 }, { context: { site: 'A' } });
    const again = await rerun(id, { from_step: 2 });
    const { body } = await platform.get<{ items: Record<string, unknown>[] }>(
      `/audit?execution_id=${id}&action=command_rerun`,
    );
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      step_number: 2,
      source: expect.stringMatching(/^api /),
      details: { execution_id: again.execution_id, version: 1, from_step: 2 },
    });
  });
  it('takes over from the record also where the start has to be made up for after a crash', async () => {
    const { parts } = platform.platform;
    if (parts === null) throw new Error('The platform has not started');
    const again = await rerun(finished.execution_id, { from_step: 3 });
    const request = (await parts.store.find(again.execution_id))?.request;
    if (!request) throw new Error('The execution has no row');
    const unbegun = { ...request, execution_id: randomUUID() };
    await parts.store.insert(unbegun, null);
    await reconcile(parts);
    expect(ran(await ended(unbegun.execution_id))).toEqual([3]);
  });
});

describe('a rerun is refused', () => {
  it.each<[string, Record<string, unknown>, number, string]>([
    ['from a step that there is not', { from_step: 9 }, 422, 'there are the steps 1, 2, 3, 4'],
    ['with a version that there is not', { version: 7 }, 404, 'no version 7'],
    ['with an input that is no object', { input_data: 5 }, 422, 'input_data'],
    ['with a version that is none', { version: 'newest' }, 422, 'version'],
  ])('%s', async (_, body, status, word) => {
    const answer = await ask<ProblemBody>(finished.execution_id, body);
    expect([answer.status, answer.type]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(answer.text).toContain(word);
  });
  it('with an input that does not fit the version', async () => {
    const input_schema = { type: 'object', properties: { load: { type: 'number' } } };
    const type = await platform.publishSteps('fitting', [step(1, 'demo.echo', {})], { input_schema });
    const { execution_id: id } = await platform.run(type);
    const { status, body } = await ask<ProblemBody>(id, { input_data: { load: 'five' } });
    expect([status, body.findings?.[0]?.message]).toEqual([422, 'load: Expected number, got string']);
  });
  it('of a parked execution, with what to do instead', async () => {
    const type = await platform.publishSteps('parked', [step(1, 'demo.fail', { message: 'no' })]);
    const { execution_id: id } = await platform.run(type);
    const { status, body } = await ask<ProblemBody>(id);
    expect([status, body.code]).toEqual([409, 'not_possible']);
    expect(body.detail).toContain('recover it by retry, skip or complete, or cancel it first');
  });
  it('of a running execution', async () => {
    const type = await platform.publishSteps('running', [step(1, 'demo.sleep', { seconds: 20 })]);
    const id = await platform.start(type);
    expect((await ask(id)).status).toBe(409);
    await platform.post(`/executions/${id}/cancel`);
  });
  it('of a workflow that was deprecated', async () => {
    const type = await platform.publishSteps('deprecated', [step(1, 'demo.echo', {})]);
    const { execution_id: id } = await platform.run(type);
    await platform.send('DELETE', `/api/v1/workflows/${type}`);
    const { status, body } = await ask<ProblemBody>(id);
    expect([status, body.code]).toEqual([409, 'workflow_not_startable']);
  });
  it('of an execution that nobody knows', async () => {
    expect((await ask('nobody')).status).toBe(404);
  });
});
