/** Parked executions: listed with what failed, and retried many at once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkRetryAnswer, DeadLetter } from '../../src/contracts/dead-letter.js';
import { requestOf, stateOf, stepOf } from '../unit/storage/records.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

interface Letters {
  items: DeadLetter[];
  next_cursor: string | null;
}
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.start();
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** Two steps that fail the first time, and one that never fails. */
const publishFailing = (label: string, more: Record<string, unknown> = {}) =>
  platform.publishSteps(label, [
    step(1, 'demo.flaky', { fail_times: 1, message: 'beam too short', value: 1, ...more }),
    step(2, 'demo.flaky', { fail_times: 1, message: 'slab too thin', value: 2 }),
    step(3, 'demo.echo', {}),
  ]);
const parked = async (type: string) => (await platform.run(type)).execution_id;
const letters = async (query: string) => (await platform.get<Letters>(`/dead-letters?${query}`)).body;
const idsOf = ({ items }: Letters) => items.map(({ execution_id }) => execution_id);
const retry = (body: Record<string, unknown>) => platform.post<BulkRetryAnswer>('/dead-letters/retry', body);
const completed = (id: string) => platform.until(id, ({ status }) => status === 'completed');

describe('GET /dead-letters', () => {
  it('says of each parked execution what failed and until when it waits', async () => {
    const type = await publishFailing('listed');
    const execution = await platform.run(type);
    const error = (message: string) => ({ type: 'error', message, transient: false, attempt: 1 });
    expect(await letters(`deliverable_type=${type}`)).toEqual({
      items: [
        {
          execution_id: execution.execution_id,
          deliverable_type: type,
          version: 1,
          failed_steps: [
            { step_number: 1, step_name: 'step_1', error: error('beam too short') },
            { step_number: 2, step_name: 'step_2', error: error('slab too thin') },
          ],
          parked_until: execution.dead_letter?.parked_until,
          created_at: execution.created_at,
        },
      ],
      next_cursor: null,
    });
  });
  it('finds executions by the error type of any failed step', async () => {
    const type = await publishFailing('typed', { error_type: 'beam_error' });
    const id = await parked(type);
    for (const [error_type, expected] of [
      ['beam_error', [id]],
      ['error', [id]],
      ['other', []],
    ] as const) {
      expect(idsOf(await letters(`deliverable_type=${type}&error_type=${error_type}`))).toEqual(expected);
    }
  });
  it('goes page by page, newest first', async () => {
    const type = await publishFailing('paged');
    const ids = [await parked(type), await parked(type), await parked(type)].reverse();
    const first = await letters(`deliverable_type=${type}&limit=2`);
    const second = await letters(`deliverable_type=${type}&limit=2&cursor=${first.next_cursor}`);
    expect([...idsOf(first), ...idsOf(second), second.next_cursor]).toEqual([...ids, null]);
  });
  it('has nothing that was recovered, cancelled or closed', async () => {
    const type = await publishFailing('gone');
    const [recovered, cancelled] = [await parked(type), await parked(type)];
    for (const n of [1, 2]) await platform.post(`/executions/${recovered}/steps/${n}/skip`);
    await platform.post(`/executions/${cancelled}/cancel`);
    await completed(recovered);
    await platform.until(cancelled, ({ status }) => status === 'cancelled');
    expect(idsOf(await letters(`deliverable_type=${type}`))).toEqual([]);
    const closing = await platform.publishSteps('closing', [step(1, 'demo.fail', { message: 'no' })], {
      execution: { on_failure: 'close' },
    });
    await platform.run(closing);
    expect(idsOf(await letters(`deliverable_type=${closing}`))).toEqual([]);
  });
});

describe('POST /dead-letters/retry', () => {
  it('retries every failed step of every parked execution that matches, and audits each', async () => {
    const type = await publishFailing('many');
    const ids = await Promise.all(Array.from({ length: 25 }, () => parked(type)));
    const { status, body } = await retry({ deliverable_type: type });
    expect([status, body.retried, body.refused, body.not_found, body.failed]).toEqual([202, 25, 0, 0, 0]);
    expect(new Set(body.items.map(({ execution_id }) => execution_id))).toEqual(new Set(ids));
    expect(body.items.every(({ outcome, steps }) => outcome === 'retried' && steps.join() === '1,2')).toBe(true);
    for (const id of ids) {
      expect((await completed(id)).output_data).toMatchObject({ out_1: { value: 1 }, out_2: { value: 2 } });
    }
    const audit = await platform.get<{ items: { step_number: number; source: string }[] }>(
      `/audit?execution_id=${ids[0]}&action=command_retry`,
    );
    expect(audit.body.items.map(({ step_number }) => step_number).sort()).toEqual([1, 2]);
    expect(idsOf(await letters(`deliverable_type=${type}`))).toEqual([]);
  });
  it('answers for each execution that was named', async () => {
    const type = await publishFailing('named');
    const done = await platform.publishSteps('done', [step(1, 'demo.echo', {})]);
    const [one, other] = [await parked(type), (await platform.run(done)).execution_id];
    const { body } = await retry({ execution_ids: [one, other, 'nobody', one] });
    expect(body).toMatchObject({ retried: 1, refused: 1, not_found: 1, failed: 0, next_cursor: null });
    expect(body.items).toEqual([
      { execution_id: one, outcome: 'retried', steps: [1, 2] },
      { execution_id: other, outcome: 'refused', steps: [], reason: expect.stringContaining('completed') },
      { execution_id: 'nobody', outcome: 'not_found', steps: [], reason: expect.any(String) },
    ]);
  });
  it('retries one step alone where one is named, and refuses those where it has not failed', async () => {
    const type = await publishFailing('one_step');
    const id = await parked(type);
    expect((await retry({ execution_ids: [id], step_number: 3 })).body.items).toEqual([
      { execution_id: id, outcome: 'refused', steps: [], reason: expect.stringContaining('Step 3 is completed') },
    ]);
    expect((await retry({ execution_ids: [id], step_number: 1 })).body.items).toEqual([
      { execution_id: id, outcome: 'retried', steps: [1] },
    ]);
    const again = await platform.until(
      id,
      ({ status, steps }) => status === 'failed' && steps[0]?.status === 'completed',
    );
    expect(again.steps[1]?.status).toBe('failed');
  });
  it('takes a thousand executions in a call, and says where the next one goes on', async () => {
    const store = platform.platform.parts?.store;
    for (let n = 0; n < 1_001; n += 1) {
      const request = requestOf({ deliverable_type: 'thousands' });
      const dead_letter = { parked_until: '2999-01-01T00:00:00.000Z' };
      const steps = [stepOf(1, { status: 'failed' })];
      const state = stateOf({ status: 'failed', completed_at: null, dead_letter, steps });
      await store?.save({ request, run_id: '', events: [], state });
    }
    const first = (await retry({ deliverable_type: 'thousands' })).body;
    expect([first.items.length, first.refused]).toEqual([1_000, 1_000]);
    const second = (await retry({ deliverable_type: 'thousands', cursor: first.next_cursor })).body;
    expect([second.items.length, second.next_cursor]).toEqual([1, null]);
    const ids = [...first.items, ...second.items].map(({ execution_id }) => execution_id);
    expect(new Set(ids).size).toBe(1_001);
  });
  it.each([
    ['nothing at all', {}],
    ['a step alone', { step_number: 1 }],
    ['null', { deliverable_type: null }],
  ])('refuses %s, and says how to select', async (_, body) => {
    const answer = await platform.post<ProblemBody>('/dead-letters/retry', body);
    expect([answer.status, answer.body.code]).toEqual([422, 'request_invalid']);
    expect(answer.body.detail).toContain('deliverable_type, error_type and execution_ids');
  });
  it.each([
    [{ execution_ids: 'all' }, 422],
    [{ execution_ids: ['x'], step_number: 0 }, 422],
    [{ execution_ids: ['x'], cursor: 'nonsense' }, 400],
    [[], 400],
  ])('refuses %j with %d', async (body, status) => {
    expect((await platform.post('/dead-letters/retry', body)).status).toBe(status);
  });
});
