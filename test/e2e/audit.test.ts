/** The audit: what happened to executions and documents, and who asked for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditRow } from '../../src/contracts/audit.js';
import type { Execution } from '../../src/contracts/execution.js';
import type { ListPage } from '../../src/contracts/list-page.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

type Entries = ListPage<AuditRow>;
let platform: TestPlatform;
let failing: string;
let slow: string;
beforeAll(async () => {
  platform = await TestPlatform.start();
  failing = await platform.publishSteps('failing', [
    step(
      1,
      'demo.flaky',
      { fail_times: 9, message: 'Connection reset' },
      { error_handling: { retry_count: 1, base_delay_seconds: 0.1, jitter: false } },
    ),
  ]);
  slow = await platform.publishSteps('slow', [step(1, 'demo.echo', {}), step(2, 'demo.sleep', { seconds: 20 })]);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const page = async (query: string) => (await platform.get<Entries>(`/audit?${query}`)).body;
/** Oldest first. */
const auditOf = async (id: string) => (await page(`execution_id=${id}&limit=200`)).items.reverse();
const actionsOf = (entries: AuditRow[]) => entries.map(({ action }) => action);
const give = (id: string, path: string, body: Record<string, unknown> = {}) =>
  platform.post(`/executions/${id}/${path}`, body);
const ended = (id: string, status: Execution['status']) => platform.until(id, (one) => one.status === status);

describe('the audit of an execution', () => {
  it('has each thing that happened, under the name of its event, and no outputs', async () => {
    const type = await platform.publishSteps('done', [step(1, 'demo.echo', { secret: 'kept to itself' })]);
    const entries = await auditOf((await platform.run(type)).execution_id);
    expect(actionsOf(entries)).toEqual(['execution_started', 'step_started', 'step_completed', 'execution_completed']);
    expect(entries[2]).toEqual({
      id: expect.any(Number),
      action: 'step_completed',
      execution_id: entries[0]?.execution_id,
      step_number: 1,
      attempt: 1,
      actor: null,
      source: 'workflow',
      details: {
        step_name: 'step_1',
        status: 'completed',
        execution_time_ms: expect.any(Number),
        used_fallback: false,
        error: null,
      },
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
    });
    expect(JSON.stringify(entries)).not.toContain('kept to itself');
  });
  it('says of each failed attempt what failed, and how long the next one waited', async () => {
    const { execution_id } = await platform.run(failing);
    const entries = await auditOf(execution_id);
    const [retrying, failed] = entries.filter(({ action }) => ['step_retrying', 'step_failed'].includes(action));
    const attempt = { error_type: 'error', message: 'Connection reset', transient: true };
    expect(retrying).toMatchObject({ step_number: 1, attempt: 1, details: { ...attempt, delay_seconds: 0.2 } });
    expect(failed).toMatchObject({ step_number: 1, attempt: 2, details: { ...attempt, delay_seconds: null } });
  });
  it('is there while it runs', async () => {
    const id = await platform.start(slow);
    const expected = ['execution_started', 'step_started', 'step_completed', 'step_started'];
    let actions: string[] = [];
    for (const end = Date.now() + 10_000; actions.length < expected.length && Date.now() < end; await delay(50)) {
      actions = actionsOf(await auditOf(id));
    }
    expect(actions).toEqual(expected);
    expect((await platform.read(id)).status).toBe('running');
    await give(id, 'cancel');
    await ended(id, 'cancelled');
    expect(actionsOf(await auditOf(id)).sort()).toEqual([
      'command_cancel',
      'execution_cancelled',
      'execution_started',
      'step_completed',
      'step_started',
      'step_started',
    ]);
  });
});

describe('a command', () => {
  it('is audited with what it said and where it came from', async () => {
    const { execution_id: id } = await platform.run(failing);
    await give(id, 'steps/1/retry', { input_override: { fail_times: 0, message: 'none' } });
    await ended(id, 'completed');
    const [entry] = (await page(`execution_id=${id}&action=command_retry`)).items;
    expect(entry).toMatchObject({
      action: 'command_retry',
      execution_id: id,
      step_number: 1,
      actor: null,
      source: expect.stringMatching(/^api (127\.0\.0\.1|::1)$/),
      details: { input_override: { fail_times: 0, message: 'none' } },
    });
  });
  it('is audited with what the workflow stores next, also where the process that gave it ended before', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[1]?.status === 'running');
    const given = { kind: 'pause', actor: 'ana', source: 'api ::1', id: 'given' } as const;
    await platform.platform.parts?.workflows.command(id, given);
    expect((await page(`execution_id=${id}&action=command_pause`)).items).toEqual([]);
    await give(id, 'cancel');
    await ended(id, 'cancelled');
    expect((await page(`execution_id=${id}&action=command_pause`)).items).toMatchObject([
      { actor: 'ana', source: 'api ::1', details: { status: 'paused' } },
    ]);
    expect((await page(`execution_id=${id}&action=command_cancel`)).items).toHaveLength(1);
  });
  it('that was sent as a signal of Temporal is audited as one', async () => {
    const id = await platform.start(slow);
    await platform.until(id, ({ steps }) => steps[1]?.status === 'running');
    const workflow = platform.platform.parts?.client.workflow.getHandle(id);
    for (const kind of ['pause', 'resume', 'cancel']) await workflow?.signal('command', { kind, actor: 'ops' });
    await ended(id, 'cancelled');
    const commands = (await auditOf(id)).filter(({ action }) => action.startsWith('command_'));
    expect(commands.map(({ action, actor, source }) => [action, actor, source]).sort()).toEqual([
      ['command_cancel', 'ops', 'temporal'],
      ['command_pause', 'ops', 'temporal'],
      ['command_resume', 'ops', 'temporal'],
    ]);
  });
  it('that is refused leaves nothing', async () => {
    const { execution_id: id } = await platform.run(failing);
    expect((await give(id, 'resume')).status).toBe(409);
    expect((await give(id, 'steps/1/complete')).status).toBe(422);
    expect(actionsOf(await auditOf(id)).filter((action) => action.startsWith('command_'))).toEqual([]);
  });
});

describe('a workflow document', () => {
  it('has who changed it, and to what', async () => {
    const type = platform.newType('document');
    const document = { deliverable_type: type, workflow_steps: [step(1, 'demo.echo', { n: 1 })] };
    const changed = { ...document, workflow_steps: [step(1, 'demo.echo', { n: 2 })] };
    await platform.post('/workflows?change_description=first', document);
    await platform.put(`/workflows/${type}`, changed);
    await platform.post(`/workflows/${type}/rollback/1`);
    await platform.send('DELETE', `/api/v1/workflows/${type}`);
    expect((await platform.post('/workflows', document)).status).toBe(409);
    const { items } = await page('limit=200');
    const entries = items.filter(({ details }) => details['deliverable_type'] === type && !('total_steps' in details));
    expect(entries.reverse().map(({ action, details }) => [action, details])).toEqual([
      ['workflow_published', { deliverable_type: type, version: 1, change_description: 'first' }],
      ['workflow_updated', { deliverable_type: type, version: 2, change_description: null }],
      ['workflow_rolled_back', { deliverable_type: type, version: 3, to_version: 1 }],
      ['workflow_deprecated', { deliverable_type: type, version: 3 }],
    ]);
    expect(entries.every((entry) => !('execution_id' in entry) && entry.source.startsWith('api '))).toBe(true);
  });
});

describe('GET /audit', () => {
  it('goes from the newest entry to the oldest, page by page', async () => {
    const { execution_id: id } = await platform.run(failing);
    const whole = (await page(`execution_id=${id}`)).items;
    const first = await page(`execution_id=${id}&limit=3`);
    const second = await page(`execution_id=${id}&limit=200&cursor=${first.next_cursor}`);
    expect(second.next_cursor).toBeNull();
    expect([...first.items, ...second.items]).toEqual(whole);
    const times = whole.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort().reverse());
  });
  it('filters by action and time', async () => {
    const { execution_id: id, created_at } = await platform.run(failing);
    const since = await page(`action=execution_started&since=${created_at}&limit=200`);
    expect(since.items.map(({ execution_id }) => execution_id)).toEqual([id]);
    expect((await page('since=2999-01-01T00:00:00.000Z')).items).toEqual([]);
    expect((await page('action=nothing_of_the_kind')).items).toEqual([]);
  });
  it.each([
    ['?format=ndjson', '&format=ndjson', {}],
    ['Accept', '', { accept: 'application/x-ndjson' }],
  ])('sends all entries as lines for %s, oldest first', async (_, query, headers) => {
    const { execution_id: id } = await platform.run(failing);
    const answer = await platform.get<string>(`/audit?execution_id=${id}${query}`, headers);
    expect([answer.status, answer.type]).toEqual([200, expect.stringContaining('application/x-ndjson')]);
    const lines = answer.text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as AuditRow)).toEqual(await auditOf(id));
  });
  it('sends no line where nothing matches', async () => {
    const answer = await platform.get<string>('/audit?execution_id=nobody&format=ndjson');
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
  it.each(['format=csv', 'since=yesterday', 'cursor=nonsense', 'limit=0'])('refuses %s', async (query) => {
    const answer = await platform.get<ProblemBody>(`/audit?${query}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_query']);
    expect(answer.body.findings?.[0]?.path).toBe(`/${query.split('=')[0]}`);
  });
});
