/** Fills a platform with what its pages are there to show: work under way, work that waits for a person, and a past. */
import { readFile } from 'node:fs/promises';
import { DynexClient } from '../../src/client/dynex-client.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { projectRoot } from '../../src/process/project-root.js';
import { gridDocument, SHOWN_DOCUMENTS } from './shown-documents.js';

/** Ids of the executions that pages are opened for. */
export interface ShownExecutions {
  completed: string;
  running: string;
  parked: string;
  approval: string;
  list: string;
  thousand: string;
}
const EXAMPLES = ['design-five-steps.json', 'foundation-design.json', 'beams-with-release.json', 'resilient-http.json'];
const WAIT_SECONDS = 50;

export async function fillPlatform(url: string): Promise<ShownExecutions> {
  const client = new DynexClient({ base_url: url });
  await publishAll(client);
  await makePast(client);
  const run = async (type: string, input_data: JsonObject = {}) =>
    (await client.start(type, { input_data, user_id: 'ann' }, { wait_seconds: WAIT_SECONDS })).execution_id;
  const begin = async (type: string) => (await client.start(type, { user_id: 'ben' })).execution_id;
  await makeOthers(client, begin);
  return {
    completed: await run('bridge_assessment', { bridge: 'B-204', span: 48 }),
    running: await begin('load_test'),
    parked: await run('soil_report', { borehole: 'BH-7' }),
    approval: await run('pier_design', { height: 18 }),
    list: await begin('beams_with_release'),
    thousand: await run('facade_1000'),
  };
}
async function publishAll(client: DynexClient): Promise<void> {
  const examples = await Promise.all(EXAMPLES.map(readExample));
  const grid = gridDocument('facade_1000', 20, 50);
  for (const document of [...examples, ...SHOWN_DOCUMENTS, grid]) await client.workflows.publish(document);
  const [beam] = examples;
  if (beam === undefined) throw new Error('There is no example');
  const deeper = { ...beam, description: 'The same with a deeper section by default' };
  await client.workflows.update('design_five_steps', deeper, { change_description: 'Says what it is for' });
  const tagged = { ...deeper, tags: ['example', 'parallel', 'timber'], display_name: 'Timber beam' };
  await client.workflows.update('design_five_steps', tagged, { change_description: 'Shorter name, one more tag' });
}
async function makePast(client: DynexClient): Promise<void> {
  const spans = [24, 27, 30, 36, 41, 48];
  const bridges = spans.map((span, n) =>
    client.start('bridge_assessment', { input_data: { bridge: `B-${n + 118}`, span } }),
  );
  const beams = spans.map((span) => client.start('design_five_steps', { input_data: { span: span / 6 } }));
  const soils = ['BH-1', 'BH-2', 'BH-3'].map((borehole) => client.start('soil_report', { input_data: { borehole } }));
  const piers = [9, 12].map((height) => client.start('pier_design', { input_data: { height } }));
  const started = await Promise.all([...bridges, ...beams, ...soils, ...piers]);
  for (const { execution_id } of started) await untilQuiet(client, execution_id);
  const approved = started.at(-1)?.execution_id ?? '';
  await client.commands.approve(approved, { notes: 'Checked against the drawing of 12 March' });
}
async function makeOthers(client: DynexClient, begin: (type: string) => Promise<string>): Promise<void> {
  await client.commands.cancel(await begin('load_test'));
  await client.commands.pause(await begin('load_test'));
}
/** Closed, parked, or waiting for a decision. */
async function untilQuiet(client: DynexClient, execution_id: string): Promise<void> {
  for (;;) {
    const { completed_at, dead_letter, status } = await client.executions.get(execution_id);
    if (completed_at !== null || dead_letter !== null || status === 'awaiting_approval') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
async function readExample(file: string): Promise<JsonObject> {
  return JSON.parse(await readFile(`${projectRoot()}/examples/${file}`, 'utf8')) as JsonObject;
}
