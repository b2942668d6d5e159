/** Rows of executions that steps of others begin, in a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildStart, MAX_CHILD_DEPTH } from '../../../src/contracts/child.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { DefinitionService } from '../../../src/definitions/definition-service.js';
import { DefinitionStore } from '../../../src/definitions/definition-store.js';
import { ChildPreparer } from '../../../src/executions/child-preparer.js';
import { ExecutionPreparation } from '../../../src/executions/execution-preparation.js';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { BlobStore } from '../../../src/storage/blob-store.js';
import { PlanStore } from '../../../src/storage/plan-store.js';
import { SearchAttributes } from '../../../src/temporal/search-attributes.js';
import { document, step } from '../plan/documents.js';
import { catalogue } from '../plan/test-catalogue.js';
import { startTestDatabase, type TestDatabase } from '../storage/test-database.js';

let storage: TestDatabase;
let definitions: DefinitionService;
let store: ExecutionStore;
let children: ChildPreparer;
beforeAll(async () => {
  storage = await startTestDatabase();
  const blobs = new BlobStore(storage.database);
  definitions = new DefinitionService(new DefinitionStore(storage.database, blobs), catalogue);
  store = new ExecutionStore(storage.database);
  const preparation = new ExecutionPreparation(definitions, new PlanStore(blobs), new SearchAttributes());
  children = new ChildPreparer(preparation, store);
  await publish('child_type');
  await publish('child_type', { description: 'changed' });
  await publish('draft_type', { status: 'draft' });
}, 60_000);
afterAll(() => storage.stop(), 60_000);

const INPUT_SCHEMA = {
  type: 'object',
  properties: { load: { type: 'number', maximum: 10 }, grade: { default: 'M25' } },
  required: ['load'],
};
async function publish(deliverable_type: string, more: JsonObject = {}) {
  const published = document([step(1, { load: '$input.load' })], {
    deliverable_type,
    input_schema: INPUT_SCHEMA,
    ...more,
  });
  const options = { change_description: null };
  await definitions.publish(published, options).catch(() => definitions.replace(deliverable_type, published, options));
}
const startOf = (more: Partial<ChildStart> = {}): ChildStart => ({
  execution_id: randomUUID(),
  parent: { execution_id: 'parent', step_number: 3, depth: 1 },
  deliverable_type: 'child_type',
  version: null,
  input_data: { load: 5 },
  user_id: 'ana',
  context: { site: 'A' },
  ...more,
});

describe('a child', () => {
  it('gets a row with its own id, its parent, the present version and defaults filled in', async () => {
    const start = startOf();
    const prepared = await children.prepare(start);
    expect(prepared).toMatchObject({
      kind: 'prepared',
      request: {
        execution_id: start.execution_id,
        parent: start.parent,
        deliverable_type: 'child_type',
        version: 2,
        input_data: { load: 5, grade: 'M25' },
        user_id: 'ana',
        context: { site: 'A' },
        options: {},
        rerun_of: null,
      },
    });
    expect(await store.find(start.execution_id)).toMatchObject({ status: 'pending', closed: false });
  });
  it('may be of an older version', async () => {
    expect(await children.prepare(startOf({ version: 1 }))).toMatchObject({ request: { version: 1 } });
  });
  it('is prepared once, and the answer stays the same', async () => {
    const start = startOf();
    const answers = await Promise.all([children.prepare(start), children.prepare(start)]);
    await definitions.deprecate('child_type');
    const late = await children.prepare({ ...start, input_data: { load: 6 } });
    await publish('child_type', { description: 'active again' });
    expect(new Set([...answers, late].map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
  it.each<[string, Partial<ChildStart>, string]>([
    ['unknown_workflow', { deliverable_type: 'nobody_has_this' }, 'There is no workflow nobody_has_this'],
    ['unknown_workflow', { version: 99 }, 'child_type has no version 99'],
    ['workflow_not_startable', { deliverable_type: 'draft_type' }, 'draft_type is draft'],
    ['invalid_input', { input_data: { load: 11 } }, 'load: 11 exceeds maximum of 10'],
    ['invalid_input', { input_data: {} }, 'load: This field is required'],
    ['child_too_deep', { parent: { execution_id: 'p', step_number: 1, depth: MAX_CHILD_DEPTH } }, '10 executions'],
  ])('is refused as %s, and leaves no row: %j', async (type, more, message) => {
    const start = startOf(more);
    const refused = await children.prepare(start);
    expect(refused).toEqual({ kind: 'refused', type, message: expect.stringContaining(message) });
    expect(await store.find(start.execution_id)).toBeNull();
  });
  it('may be the last of as many as may stand above one another', async () => {
    const parent = { execution_id: 'p', step_number: 1, depth: MAX_CHILD_DEPTH - 1 };
    expect(await children.prepare(startOf({ parent }))).toMatchObject({ kind: 'prepared' });
  });
});
