/**
 * Records the histories that the replay tests hold the workflow to: `npm run replay:record`. Run it when a kind of
 * execution is added, and never to make a failing replay pass: old histories are running somewhere.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { step, TestPlatform } from '../../e2e/platform.js';

const FOLDER = join(process.cwd(), 'test', 'replay', 'histories');
const retries = { error_handling: { retry_count: 2, base_delay_seconds: 0.1, exponential_base: 1.1, jitter: false } };
const close = { execution: { on_failure: 'close' } };

/** Name of the recording, steps, the document's other keys. */
const KINDS: [string, unknown[], Record<string, unknown>?][] = [
  [
    'chain',
    [step(1, 'demo.echo', { n: 1 }), step(2, 'demo.echo', { n: '$step1.n' }), step(3, 'demo.echo', { n: '$step2.n' })],
  ],
  [
    'diamond',
    [
      step(1, 'demo.echo', { n: 1 }),
      step(2, 'demo.echo', { n: '$step1.n' }),
      step(3, 'transform.compute', { expression: 'n + 1', values: { n: '$step1.n' } }),
      step(4, 'demo.echo', { a: '$step2.n', b: '$step3.value' }),
    ],
  ],
  ['retry', [step(1, 'demo.flaky', { fail_times: 1, message: 'Connection reset' }, retries)]],
  ['timeout', [step(1, 'demo.sleep', { seconds: 5 }, { timeout_seconds: 0.3 })], close],
  ['skip', [step(1, 'demo.echo', {}, { condition: 'false' }), step(2, 'demo.echo', { n: '$step1.n' })]],
  [
    'fallback',
    [step(1, 'demo.fail', { message: 'no' }, { error_handling: { on_error: 'continue', fallback_value: { n: 0 } } })],
  ],
  [
    'fail-fast',
    [step(1, 'demo.fail', { message: 'no' }), step(2, 'demo.sleep', { seconds: 20 })],
    { execution: { on_failure: 'close', failure_policy: 'fail_fast' } },
  ],
];
let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 300_000);
afterAll(() => platform.stop(), 60_000);

it.each(KINDS)('records %s', async (name, steps, more) => {
  const type = await platform.publishSteps('recorded', steps, more);
  const { execution_id } = await platform.run(type);
  const parts = platform.platform.parts;
  const history = await parts?.client.workflow.getHandle(execution_id).fetchHistory();
  const { plan_hash = '' } = (await parts?.store.find(execution_id))?.request ?? {};
  const plan = (await parts?.blobs.get(plan_hash))?.toString('utf8');
  await mkdir(FOLDER, { recursive: true });
  const recording = { plan_hash, plan, history: JSON.parse(historyToJSON(history as never)) as unknown };
  await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
  expect(plan).toBeDefined();
});
