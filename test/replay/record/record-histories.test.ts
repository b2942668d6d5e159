/**
 * Records the histories that the replay tests hold the workflow to: `npm run replay:record`. Run it when a kind of
 * execution is added. It adds what is missing and changes nothing: old histories are running somewhere.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { COMMAND } from '../../../src/contracts/run.js';
import { RealTemporal } from '../../workflow/real-temporal.js';
import type { RunningExecution } from '../../workflow/running-execution.js';
import { historyToJson } from '../history-json.js';
import { KINDS, type Kind } from './kinds.js';

const FOLDER = join(process.cwd(), 'test', 'replay', 'histories');
let temporal: RealTemporal;
beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  temporal = await RealTemporal.start();
}, 300_000);
afterAll(() => temporal.stop(), 60_000);

async function command(execution: RunningExecution, { commands = [], by }: Kind): Promise<void> {
  if (by === undefined) return execution.giveAll(commands);
  await execution.logged('step_started');
  await delay(200);
  if (by === 'temporal') return void (await execution.handle.cancel());
  for (const [, given] of commands) await execution.handle.signal(COMMAND, given);
}
/** What is recorded already stays as it is: executions with such histories are running somewhere. */
const isRecorded = (name: string): boolean => existsSync(join(FOLDER, `${name}.json`));
const missing = Object.entries(KINDS).filter(([name]) => !isRecorded(name));

it.each(missing)('records %s', async (name, kind) => {
  const execution = await temporal.execute(kind, kind.loss);
  await command(execution, kind);
  await execution.result();
  const histories = await execution.histories();
  for (const [run, history] of histories.entries()) {
    const recording = { ...temporal.planTexts.get(execution.execution_id), history: historyToJson(history) };
    const file = run === 0 ? `${name}.json` : `${name}-run-${run + 1}.json`;
    await writeFile(join(FOLDER, file), `${JSON.stringify(recording, null, 1)}\n`);
    expect(recording.plan).toBeDefined();
  }
});
