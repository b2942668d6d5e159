/** Executions that wait for a person's decision, as a list. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../src/contracts/execution.js';
import type { ApprovalRow } from '../../src/contracts/approval.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let risky: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  risky = await platform.publishSteps('risky', [step(1, 'demo.echo', { design_ok: false })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const waiting = () => platform.run(risky);
const give = (id: string, path: string, body: Record<string, unknown> = {}) =>
  platform.post(`/executions/${id}/${path}`, body);
const ended = (id: string, status: Execution['status']) => platform.until(id, (one) => one.status === status);
async function rowOf(id: string, status?: string): Promise<ApprovalRow | undefined> {
  const query = status === undefined ? 'limit=200' : `limit=200&status=${status}`;
  const { body } = await platform.get<{ items: ApprovalRow[] }>(`/approvals?${query}`);
  return body.items.find(({ execution_id }) => execution_id === id);
}

describe('GET /approvals', () => {
  it('has what waits, with its risk and its expiry', async () => {
    const { execution_id, risk, ...execution } = await waiting();
    expect(await rowOf(execution_id, 'pending')).toEqual({
      execution_id,
      deliverable_type: risky,
      version: 1,
      status: 'pending',
      risk,
      requested_at: execution.approval?.requested_at,
      expires_at: execution.approval?.expires_at,
      decided_at: null,
      decided_by: null,
      notes: null,
    });
    expect(risk).toMatchObject({ score: 0.9, decision: 'requires_approval' });
  });
  it('shows more time as soon as it was given', async () => {
    const { execution_id: id, approval } = await waiting();
    await give(id, 'extend-approval', { seconds: 3600 });
    const later = new Date(Date.parse(approval?.expires_at ?? '') + 3_600_000).toISOString();
    expect(await rowOf(id, 'pending')).toMatchObject({ expires_at: later });
  });
  it.each([
    ['approve', 'approved', 'completed'],
    ['reject', 'rejected', 'rejected'],
  ] as const)('shows %s as soon as it was said', async (command, decision, status) => {
    const { execution_id: id } = await waiting();
    await give(id, command, { notes: 'seen' });
    const decided = { status: decision, notes: 'seen', decided_at: expect.any(String), risk: { score: 0.9 } };
    expect([await rowOf(id, 'pending'), await rowOf(id, decision)]).toMatchObject([undefined, decided]);
    await ended(id, status);
    expect(await rowOf(id)).toMatchObject(decided);
  });
  it('has nothing that ended without a decision', async () => {
    const { execution_id: id } = await waiting();
    await give(id, 'cancel');
    await ended(id, 'cancelled');
    expect(await rowOf(id)).toBeUndefined();
  });
  it('goes page by page, newest first', async () => {
    const ids = [(await waiting()).execution_id, (await waiting()).execution_id].reverse();
    const first = await platform.get<{ items: ApprovalRow[]; next_cursor: string }>('/approvals?limit=1');
    const second = await platform.get<{ items: ApprovalRow[] }>(`/approvals?limit=1&cursor=${first.body.next_cursor}`);
    expect([first, second].map(({ body }) => body.items[0]?.execution_id)).toEqual(ids);
  });
  it('refuses a status that there is not', async () => {
    const answer = await platform.get<ProblemBody>('/approvals?status=open');
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('pending, approved')]);
  });
});
