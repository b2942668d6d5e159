/** One step with its arguments: GET …/steps/{n}. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StepDetail } from '../../src/contracts/step-detail.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start();
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const detail = async (id: string, step_number: number): Promise<StepDetail> =>
  (await platform.get<StepDetail>(`/executions/${id}/steps/${step_number}`)).body;
const parked = (id: string) => platform.until(id, ({ dead_letter }) => dead_letter !== null);

describe('a step', () => {
  it('is shown with the arguments that its mapping resolved to', async () => {
    const type = await platform.publishSteps('resolved', [
      step(1, 'demo.echo', { load: '$input.load' }),
      step(2, 'demo.echo', { rows: ['$step1.out_1.load', 2] }),
    ]);
    const { execution_id } = await platform.run(type, { load: 12 });
    expect(await detail(execution_id, 2)).toMatchObject({
      step_name: 'step_2',
      status: 'completed',
      output: { rows: [12, 2] },
      input: { rows: [12, 2] },
    });
  });
  it('of a list is shown with those of each item', async () => {
    const type = await platform.publishSteps('of_a_list', [
      step(1, 'demo.echo', { name: '$item', at: '$index' }, { foreach: '$input.names' }),
    ]);
    const { execution_id } = await platform.run(type, { names: ['a', 'b'] });
    expect((await detail(execution_id, 1)).input).toEqual([
      { name: 'a', at: 0 },
      { name: 'b', at: 1 },
    ]);
  });
  it('has none yet while what it refers to has no value', async () => {
    const type = await platform.publishSteps('behind', [
      step(1, 'demo.fail', { message: 'No' }),
      step(2, 'demo.echo', { from: '$step1.out_1' }),
    ]);
    const id = await platform.start(type);
    await parked(id);
    expect(await detail(id, 2)).toMatchObject({ status: 'pending', input: null });
  });
  it('has those that a person gave it in place of the mapped ones', async () => {
    const type = await platform.publishSteps('given', [step(1, 'demo.flaky', { fail_times: 99, message: 'No' })]);
    const id = await platform.start(type);
    await parked(id);
    const input_override = { fail_times: 0, message: 'No', value: 1 };
    await platform.post(`/executions/${id}/steps/1/retry`, { input_override });
    await platform.until(id, ({ status }) => status === 'completed');
    expect((await detail(id, 1)).input).toEqual(input_override);
  });
  it.each([
    ['a step that there is not', '/steps/9', 404, 'not_found'],
    ['no number', '/steps/first', 400, 'invalid_query'],
  ])('%s is refused', async (_, path, status, code) => {
    const type = await platform.publishSteps(`refused_${status}`, [step(1, 'demo.echo', {})]);
    const { execution_id } = await platform.run(type);
    const answer = await platform.get<ProblemBody>(`/executions/${execution_id}${path}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
it('an unknown execution is not found', async () => {
  expect((await platform.get('/executions/nobody/steps/1')).status).toBe(404);
});
