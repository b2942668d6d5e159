/** One step of a random document. */
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Random } from '../random.js';
import type { DocumentStyle } from './document-style.js';
import { drawCondition } from './random-condition.js';
import { drawFlowStep } from './random-flow-step.js';
import { drawErrorHandling } from './random-handling.js';
import {
  drawListReference,
  drawStepReference,
  INPUT_REFERENCES,
  SELDOM_GIVEN,
  type Producer,
} from './random-references.js';
import { FUNCTION_NAMES } from './simulated-functions.js';

export interface DrawnStep extends JsonObject {
  step_number: number;
  step_name: string;
  function_to_call: string;
  output_variable: string;
  [key: string]: Json;
}
/** `before`: the steps that it may refer to. */
export function drawStep(
  step_number: number,
  before: readonly Producer[],
  style: DocumentStyle,
  random: Random,
): DrawnStep {
  const named = { step_number, step_name: `step ${step_number}`, output_variable: `out_${step_number}` };
  const flow = random.chance(style.flow) ? drawFlowStep(random) : null;
  const needed = before.length === 0 ? [] : drawSome(before, random.int(0, style.most_references), random);
  const foreach = random.chance(style.foreach) ? drawForeach(needed.length > 0 ? needed : before, random) : {};
  const has_items = 'foreach' in foreach;
  const kind = flow ?? {
    function_to_call: random.pick(FUNCTION_NAMES),
    input_mapping: drawMapping(needed, has_items, random),
  };
  return {
    ...named,
    ...kind,
    ...foreach,
    ...drawOrder(before, style, random),
    ...drawLimits(style, random, flow !== null),
  };
}
const drawSome = <Value>(values: readonly Value[], count: number, random: Random): Value[] =>
  Array.from({ length: count }, () => random.pick(values));

function drawMapping(needed: readonly Producer[], has_items: boolean, random: Random): JsonObject {
  const mapping: JsonObject = { fixed: random.int(0, 9) };
  needed.forEach((producer, index) => {
    const reference = drawStepReference(producer, random);
    if (reference !== null) mapping[`from_${index}`] = random.chance(0.2) ? { inside: [reference, '$$x'] } : reference;
  });
  if (random.chance(0.4)) mapping['given'] = random.pick(random.chance(0.1) ? SELDOM_GIVEN : INPUT_REFERENCES);
  if (random.chance(0.1)) mapping['who'] = '$context.execution_id';
  if (has_items) Object.assign(mapping, { item: random.pick(['$item', '$item', '$item.load']), place: '$index' });
  return mapping;
}
function drawForeach(producers: readonly Producer[], random: Random): JsonObject {
  const items = drawListReference(producers, random);
  const max_parallelism = random.int(1, 3);
  return random.weighted<JsonObject>([
    [2, { foreach: items }],
    [1, { foreach: { items, max_parallelism } }],
    [1, { foreach: items, max_parallelism }],
  ]);
}
function drawOrder(before: readonly Producer[], style: DocumentStyle, random: Random): JsonObject {
  const order: JsonObject = {};
  if (random.chance(style.condition)) order['condition'] = drawCondition(before, random);
  if (random.chance(style.join)) order['join'] = random.pick(['all', 'any', 'always']);
  if (before.length > 0 && random.chance(style.depends_on))
    order['depends_on'] = [...new Set(drawSome(before, random.int(1, 2), random).map((one) => one.step_number))];
  return order;
}
function drawLimits(style: DocumentStyle, random: Random, isFlow: boolean): JsonObject {
  const limits: JsonObject = {};
  if (random.chance(style.handled)) limits['error_handling'] = drawErrorHandling(random);
  if (random.chance(style.time_limit)) limits['timeout_seconds'] = random.pick([0.5, 1, 5, 60]);
  if (!isFlow && random.chance(style.time_limit / 3)) limits['total_timeout_seconds'] = random.pick([1, 10, 120]);
  return limits;
}
