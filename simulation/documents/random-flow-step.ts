import type { JsonObject } from '../../src/contracts/json.js';
import type { Random } from '../random.js';

export const SIGNAL_NAMES = ['go', 'measured'];
/** Types of children; each has its own fate. */
const CHILD_TYPES = ['child_design', 'child_check'];
const PAYLOAD_SCHEMA = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };

/** Function and arguments of a step that the workflow itself carries out; a few have arguments that say nothing. */
export function drawFlowStep(random: Random): { function_to_call: string; input_mapping: JsonObject } {
  return random.pick([drawWait, drawSignal, drawWorkflow])(random);
}
function drawWait(random: Random) {
  const input_mapping = random.weighted<JsonObject>([
    [6, { seconds: random.pick([0, 1, 5, 90, 86_400]) }],
    [2, { until: random.pick(['2026-01-01T00:00:10Z', '2026-01-02T00:00:00+02:00', '2025-01-01T00:00:00Z']) }],
    [1, { seconds: -1 }],
  ]);
  return { function_to_call: 'flow.wait', input_mapping };
}
function drawSignal(random: Random) {
  const input_mapping: JsonObject = { name: random.pick(SIGNAL_NAMES) };
  if (random.chance(0.4)) input_mapping['payload_schema'] = PAYLOAD_SCHEMA;
  if (random.chance(0.4)) input_mapping['timeout_seconds'] = random.pick([2, 60, 3600]);
  return { function_to_call: 'flow.signal', input_mapping };
}
function drawWorkflow(random: Random) {
  const deliverable_type = random.chance(0.1) ? 'unknown_child' : random.pick(CHILD_TYPES);
  const input_mapping: JsonObject = { deliverable_type };
  if (random.chance(0.5)) input_mapping['input_data'] = { load: '$input.load' };
  if (random.chance(0.2)) input_mapping['version'] = random.pick([1, 2]);
  return { function_to_call: 'flow.workflow', input_mapping };
}
