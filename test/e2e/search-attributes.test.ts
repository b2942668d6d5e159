/** Executions are found in Temporal by their type, status and risk. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SearchAttributes } from '../../src/temporal/search-attributes.js';
import type { PlatformParts } from '../../src/platform-parts.js';
import { step, TestPlatform } from './platform.js';

let platform: TestPlatform;
let parts: PlatformParts;
beforeAll(async () => {
  platform = await TestPlatform.start();
  if (platform.platform.parts === null) throw new Error('The platform has not started');
  parts = platform.platform.parts;
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/** Ids of the workflows that a query finds; what is written to the index may take a moment to be there. */
async function found(query: string, count: number): Promise<string[]> {
  let ids: string[] = [];
  for (const end = Date.now() + 10_000; ids.length < count && Date.now() < end;) {
    ids = [];
    for await (const { workflowId } of parts.client.workflow.list({ query })) ids.push(workflowId);
  }
  return ids;
}

describe('an execution', () => {
  it('is found while it runs by its type and status', async () => {
    const type = await platform.publishSteps('searched', [step(1, 'demo.sleep', { seconds: 20 })]);
    const id = await platform.start(type);
    expect(await found(`DynexType = '${type}' AND DynexStatus = 'running'`, 1)).toEqual([id]);
    await platform.post(`/executions/${id}/cancel`);
    expect(await found(`DynexType = '${type}' AND DynexStatus = 'cancelled'`, 1)).toEqual([id]);
  });
  it.each([
    ['completed', [step(1, 'demo.echo', {})], "DynexStatus = 'completed' AND DynexRisk < 0.3"],
    ['parked', [step(1, 'demo.fail', { message: 'no' })], "DynexStatus = 'failed' AND DynexRisk = 1"],
    ['waiting', [step(1, 'demo.echo', { design_ok: false })], "DynexStatus = 'awaiting_approval' AND DynexRisk >= 0.9"],
  ])('that is %s is found by its status and risk', async (label, steps, query) => {
    const type = await platform.publishSteps(`searched_${label}`, steps);
    const { execution_id } = await platform.run(type);
    expect(await found(`DynexType = '${type}' AND ${query}`, 1)).toEqual([execution_id]);
  });
});

describe('registering the search attributes', () => {
  it('may be repeated', async () => {
    const again = new SearchAttributes();
    expect(again.known).toBe(false);
    expect([await again.register(parts.connection, 'default'), again.known]).toEqual([null, true]);
  });
  it('says why it is not possible, and executions start without them', async () => {
    const elsewhere = new SearchAttributes(0);
    expect(await elsewhere.register(parts.connection, 'no-such-namespace')).toContain('no-such-namespace');
    expect(elsewhere.known).toBe(false);
    const type = await platform.publishSteps('unsearched', [step(1, 'demo.echo', { n: 1 })]);
    const example = (await parts.store.find((await platform.run(type)).execution_id))?.request;
    const { searchable: _, ...request } = { ...example, execution_id: 'unsearched' };
    await parts.store.insert(request as NonNullable<typeof example>, null);
    await parts.workflows.start(request as NonNullable<typeof example>);
    expect((await platform.until('unsearched', ({ status }) => status === 'completed')).output_data).toEqual({
      out_1: { n: 1 },
    });
  });
});
