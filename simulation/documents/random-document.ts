/** Random workflow documents that can be published: any graph, any settings, few or many of each. */
import type { JsonObject } from '../../src/contracts/json.js';
import type { Random } from '../random.js';
import { drawStyle } from './document-style.js';
import type { Producer } from './random-references.js';
import { drawStep, type DrawnStep } from './random-step.js';

const INPUT_SCHEMA = {
  type: 'object',
  properties: {
    load: { type: 'number' },
    items: { type: 'array' },
    none: true,
    nested: { type: 'object' },
    text: { type: 'string' },
    given: { type: 'number', default: 5 },
    left_out: { type: 'number' },
  },
  required: ['load', 'items', 'none', 'nested', 'text'],
};

export function drawDocument(random: Random): JsonObject {
  const steps = drawSteps(random);
  return {
    deliverable_type: 'simulated',
    workflow_steps: random.shuffled(steps),
    execution: drawExecution(random),
    ...(random.chance(0.5) ? { input_schema: INPUT_SCHEMA } : {}),
    ...(random.chance(0.1) ? { output_schema: { type: 'object' } } : {}),
    ...(random.chance(0.4) ? { risk_config: drawRisk(steps, random) } : {}),
  };
}
/** Each may refer to those before it, whatever their numbers. */
function drawSteps(random: Random): DrawnStep[] {
  const style = drawStyle(random);
  const numbers = random.shuffled(Array.from({ length: style.steps + 3 }, (_, index) => index + 1));
  const steps: DrawnStep[] = [];
  const producers: Producer[] = [];
  for (const step_number of numbers.slice(0, style.steps)) {
    const step = drawStep(step_number, producers, style, random);
    steps.push(step);
    producers.push({ ...step, has_items: 'foreach' in step });
  }
  return random.chance(0.05) ? withSharedVariable(steps) : steps;
}
/** Two steps write one variable: the later one wins. */
const withSharedVariable = (steps: DrawnStep[]): DrawnStep[] =>
  steps.map((step, index) => (index < 2 ? { ...step, output_variable: 'shared' } : step));

function drawExecution(random: Random): JsonObject {
  const config: JsonObject = {};
  if (random.chance(0.5)) config['mode'] = random.pick(['eager', 'level', 'sequential']);
  if (random.chance(0.5)) config['max_parallelism'] = random.pick([1, 2, 3, 5]);
  if (random.chance(0.2)) config['failure_policy'] = 'fail_fast';
  if (random.chance(0.5)) config['on_failure'] = random.pick(['park', 'close', 'close']);
  if (random.chance(0.3)) config['park_ttl_seconds'] = random.pick([1, 60, 3600]);
  if (random.chance(0.12)) config['timeout_seconds'] = random.pick([1, 10, 100]);
  return config;
}
function drawRisk(steps: readonly DrawnStep[], random: Random): JsonObject {
  const condition = `$step${random.pick(steps).step_number}.n > 500`;
  const thresholds = random.pick([
    { auto_approve_threshold: 0.05, require_review_threshold: 0.05, require_hitl_threshold: 0.1 },
    { auto_approve_threshold: 0.3, require_review_threshold: 0.4, require_hitl_threshold: 0.5 },
    {},
  ]);
  return { ...thresholds, ...(random.chance(0.4) ? { rules: [{ condition, risk_factor: 0.6 }] } : {}) };
}
