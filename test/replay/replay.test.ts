/** Recorded executions are replayed against today's workflow: a change that would break running ones fails here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it } from '@jest/globals';
import { BlobNotFound, type BlobStore } from '../../src/storage/blob-store.js';
import { ClaimCheckCodec } from '../../src/temporal/claim-check-codec.js';

const FOLDER = join(process.cwd(), 'test', 'replay', 'histories');
const BUNDLE = join(process.cwd(), 'dist', 'workflow-bundle.js');
Runtime.install({ logger: new DefaultLogger('ERROR') });

interface Recording {
  plan_hash: string;
  plan: string;
  history: {
    events: { eventType: string | number; activityTaskScheduledEventAttributes?: { activityType: { name: string } } }[];
  };
}
const recordings = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording;

function replay({ plan_hash, plan, history }: Recording): Promise<void> {
  const recorded = {
    put: () => Promise.reject(new Error('A replay stores nothing')),
    get: (hash: string) =>
      hash === plan_hash ? Promise.resolve(Buffer.from(plan)) : Promise.reject(new BlobNotFound(hash)),
  };
  const payloadCodecs = [new ClaimCheckCodec(recorded as unknown as BlobStore)];
  return Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE }, dataConverter: { payloadCodecs } }, history);
}
describe('recorded histories', () => {
  it('are there', () => expect(recordings.length).toBeGreaterThanOrEqual(7));
  it.each(recordings)('%s replays', async (file) => {
    await replay(read(file));
  });
  it('a workflow that would do something else is caught', async () => {
    const changed = read('chain.json');
    for (const event of changed.history.events) {
      const type = event.activityTaskScheduledEventAttributes?.activityType;
      if (type) type.name = 'demo.sleep';
    }
    await expect(replay(changed)).rejects.toThrow(DeterminismViolationError);
  });
});
