/** Documents of any number of steps, shaped like those that people write: rows of steps that read the row above. */
import type { JsonObject } from '../src/contracts/json.js';

/** Steps in a row, which run in parallel. */
const ROW = 20;

interface StepKind {
  function_to_call: string;
  /** Where in the output the steps below find a number. */
  field: string;
  input(first: string, second: string): JsonObject;
  condition?(first: string, second: string): string;
  more?: JsonObject;
}
const KINDS: readonly StepKind[] = [
  {
    function_to_call: 'transform.compute',
    field: 'value',
    input: (first, second) => ({
      expression: 'load * factor + max(reserve, 0.05 * load)',
      values: { load: first, factor: '$input.load_factor', reserve: second },
    }),
    condition: (first) => `${first} > 500 AND $input.grade IN ["M20", "M25", "M30"]`,
  },
  {
    function_to_call: 'http.request',
    field: 'body.rate',
    input: (first, second) => ({
      method: 'POST',
      url: 'https://rates.example.com/v1/rates',
      headers: { accept: 'application/json', 'x-site': '$input.site.code' },
      body: { quantity: first, reserve: second, currency: 'EUR' },
      expect_status: 200,
    }),
    more: {
      timeout_seconds: 5,
      total_timeout_seconds: 60,
      error_handling: {
        on_error: 'continue',
        retry_count: 3,
        base_delay_seconds: 0.5,
        max_delay_seconds: 10,
        fallback_value: { status: 0, headers: {}, body: { rate: 75 } },
      },
      output_schema: {
        type: 'object',
        required: ['status', 'body'],
        properties: {
          status: { type: 'integer', minimum: 0 },
          body: { type: 'object', required: ['rate'], properties: { rate: { type: 'number', exclusiveMinimum: 0 } } },
        },
      },
    },
  },
  {
    function_to_call: 'transform.compute',
    field: 'value',
    input: (first, second) => ({
      expression: 'stress <= permissible ? stress / permissible : 1 + (stress - permissible) * share',
      values: { stress: first, permissible: '$input.permissible_stress', share: second },
    }),
    condition: (first, second) => `NOT (${first} <= $input.limit * 0.5) OR ${second} == null AND len($input.rows) > 0`,
    more: { error_handling: { on_error: 'skip', retry_count: 2, base_delay_seconds: 0.5 } },
  },
  {
    function_to_call: 'demo.echo',
    field: 'rows[0].load',
    input: (first, second) => ({
      title: 'Loads of one section',
      site: '$input.site',
      rows: [
        { load: first, grade: '$input.grade', combinations: ['dead', 'live', 'wind'] },
        { load: second, grade: 'M25', combinations: ['dead'] },
      ],
    }),
    more: { validation_rules: [{ rule_type: 'range', field: 'rows[0].load', min: -100000, max: 100000 }] },
  },
];
const kindOf = (step_number: number): StepKind => KINDS[(step_number - 1) % KINDS.length] as StepKind;

/** A number that the row above, or for the first row the input, has; `shift` lanes to the right. */
function numberAbove(step_number: number, shift: number): string {
  if (step_number <= ROW) return `$input.loads.${shift === 0 ? 'dead' : 'live'}`;
  const lane = (step_number - 1 + shift) % ROW;
  const above = (Math.floor((step_number - 1) / ROW) - 1) * ROW + lane + 1;
  return `$step${above}.result_${above}.${kindOf(above).field}`;
}
function largeStep(step_number: number): JsonObject {
  const kind = kindOf(step_number);
  const [first, second] = [numberAbove(step_number, 0), numberAbove(step_number, 1)];
  const condition = kind.condition?.(first, second);
  return {
    step_number,
    step_name: `section_${step_number}`,
    description: `Section ${step_number}: takes the results of the sections above on to the next ones`,
    persona: 'structural engineer',
    function_to_call: kind.function_to_call,
    input_mapping: kind.input(first, second),
    output_variable: `result_${step_number}`,
    ...(condition === undefined ? {} : { condition }),
    ...kind.more,
  };
}

const number = { type: 'number', minimum: 0, maximum: 100000 };
const INPUT_SCHEMA: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['loads', 'site', 'rows'],
  properties: {
    loads: { type: 'object', required: ['dead', 'live'], properties: { dead: number, live: number } },
    site: { type: 'object', required: ['code'], properties: { code: { type: 'string' }, town: { type: 'string' } } },
    rows: { type: 'array', items: { type: 'object' } },
    grade: { type: 'string', enum: ['M20', 'M25', 'M30'], default: 'M25' },
    load_factor: { ...number, default: 1.5 },
    permissible_stress: { ...number, default: 11 },
    limit: { ...number, default: 500 },
  },
};

/** A valid document with `step_count` steps; half of them have a condition, half retries. */
export function largeDocument(deliverable_type: string, step_count: number): JsonObject {
  return {
    deliverable_type,
    display_name: `${step_count} sections`,
    tags: ['benchmark'],
    input_schema: INPUT_SCHEMA,
    workflow_steps: Array.from({ length: step_count }, (_, index) => largeStep(index + 1)),
    risk_config: {
      rules: [{ condition: `$step1.result_1.value > $input.limit`, risk_factor: 0.5, message: 'Above the limit' }],
    },
    execution: { timeout_seconds: 3600 },
  };
}
