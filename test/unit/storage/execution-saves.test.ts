/** What a save says of an execution's end, in a real PostgreSQL: the end counts once, whoever stores it again. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { recordOf, requestOf, stateOf } from './records.js';
import { startTestDatabase, type TestDatabase } from './test-database.js';

let storage: TestDatabase;
let here: ExecutionStore;
let elsewhere: ExecutionStore;
beforeAll(async () => {
  storage = await startTestDatabase();
  here = new ExecutionStore(storage.database);
  elsewhere = new ExecutionStore(storage.database);
}, 60_000);
afterAll(() => storage.stop(), 60_000);
const closed = (request = requestOf()) => recordOf([{ event: 'execution_paused' }], { request });

it('the save that closes an execution says so, and no repetition, in whichever process', async () => {
  const request = requestOf();
  await here.insert(request, null);
  const record = closed(request);
  expect([await here.save(record), await here.save(record), await elsewhere.save(record)]).toEqual([
    true,
    false,
    false,
  ]);
});
it('one that parks does not close it, and its end does later', async () => {
  const record = closed();
  expect(await here.save({ ...record, state: stateOf({ completed_at: null, status: 'failed' }) })).toBe(false);
  expect(await elsewhere.save(record)).toBe(true);
});
it('an end whose row was lost counts too', async () => {
  expect(await here.save(closed())).toBe(true);
});
