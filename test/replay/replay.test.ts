/** Recorded executions are replayed against today's workflow: a change that would break running ones fails here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it } from '@jest/globals';
import { BlobNotFound, type BlobStore } from '../../src/storage/blob-store.js';
import { ClaimCheckCodec } from '../../src/temporal/claim-check-codec.js';
import { historyFromJson } from './history-json.js';
import { KINDS } from './record/kinds.js';

const FOLDER = join(process.cwd(), 'test', 'replay', 'histories');
const BUNDLE = join(process.cwd(), 'dist', 'workflow-bundle.js');
const CODE = readFileSync(BUNDLE, 'utf8');
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});

interface HistoryEvent {
  activityTaskScheduledEventAttributes?: { activityId: string; activityType: { name: string } };
}
interface Recording {
  plan_hash: string;
  plan: string;
  history: { events: HistoryEvent[] };
}
const recordings = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const read = (kind: string) => JSON.parse(text(`${kind}.json`)) as Recording;

function replay({ plan_hash, plan, history }: Recording, code = CODE): Promise<void> {
  const recorded = {
    put: () => Promise.reject(new Error('A replay stores nothing')),
    get: (hash: string) =>
      hash === plan_hash ? Promise.resolve(Buffer.from(plan)) : Promise.reject(new BlobNotFound(hash)),
  };
  const payloadCodecs = [new ClaimCheckCodec(recorded as unknown as BlobStore)];
  return Worker.runReplayHistory(
    { workflowBundle: { code }, dataConverter: { payloadCodecs } },
    historyFromJson(history),
  );
}
/** Today's workflow with one expression of it replaced. */
function changed(from: string, to: string): string {
  if (!CODE.includes(from)) throw new Error(`The workflow has no ${from}`);
  return CODE.replaceAll(from, to);
}
describe('recorded histories', () => {
  it('are there for every kind', () => {
    const names = recordings.map((file) => file.replace(/\.json$/, ''));
    expect(names).toEqual(expect.arrayContaining(Object.keys(KINDS)));
  });
  it.each(recordings)('%s replays', async (file) => {
    await replay(read(file.replace(/\.json$/, '')));
  });
  it.each(recordings)('%s names no machine', (file) => {
    expect(text(file)).not.toMatch(/"\d+@|\/home\/|\/root\/|\/tmp\/|\/Users\/|file:\/\//);
  });
});
describe('a changed workflow is caught', () => {
  it('when it calls another function', async () => {
    const recording = read('chain');
    for (const { activityTaskScheduledEventAttributes: scheduled } of recording.history.events)
      if (scheduled) scheduled.activityType.name = 'test.other';
    await expect(replay(recording)).rejects.toThrow(DeterminismViolationError);
  });
  it.each([
    ['starts one step at a time', 'in_flight >= this.limit', 'in_flight >= 1', 'fail-fast'],
    ['names its activities anew', '`step-${step.step_number}', '`task-${step.step_number}', 'diamond'],
    ['names its items anew', '`-item-${item}`', '`-${item}`', 'foreach'],
    [
      'stores no record at the end',
      'await this.save(status, completed_at, final, completed_at)',
      'await null',
      'chain',
    ],
    [
      'hands over a log that is not stored',
      'await this.host.saveSegment(items, commands)',
      'await null',
      'continue-as-new',
    ],
    ['runs on with a long history', 'length < drain_events)', 'length > 0)', 'continue-as-new'],
    ['begins no child', "prepared.kind === 'refused'", "prepared.kind !== 'refused'", 'child'],
    ['checks no payload', 'await host.checkValue(schema, signal.payload)', '[]', 'signal'],
    ['shows no status', '.upsertSearchAttributes)(pairs)', '.workflowInfo)()', 'searchable'],
    ['keeps no total', '.patched)(TOTAL_TIMER)', '.patched)("other")', 'total-timeout-kept'],
  ])('when it %s', async (_change, from, to, kind) => {
    await expect(replay(read(kind), changed(from, to))).rejects.toThrow(DeterminismViolationError);
  });
});
