/** Inputs of any size for one document: rows under a schema with bounds, patterns, formats and defaults. */
import type { JsonObject } from '../src/contracts/json.js';

const load = { type: 'number', minimum: -100000, maximum: 100000 };
const ROW_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'load', 'grade'],
  properties: {
    id: { type: 'string', pattern: '^C[0-9]+$' },
    load,
    moment: { type: 'object', properties: { x: { ...load, default: 0 }, y: { ...load, default: 0 } }, default: {} },
    grade: { type: 'string', enum: ['M20', 'M25', 'M30', 'M35'] },
    exposure: { type: 'string', enum: ['mild', 'moderate', 'severe'], default: 'moderate' },
    surveyed_at: { type: 'string', format: 'date-time' },
    remarks: { type: 'array', items: { type: 'string', maxLength: 500 }, default: [] },
  },
};
export const INPUT_SCHEMA: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  required: ['site', 'columns'],
  properties: {
    site: { type: 'string', minLength: 1 },
    load_factor: { type: 'number', exclusiveMinimum: 0, default: 1.5 },
    columns: { type: 'array', minItems: 1, items: ROW_SCHEMA },
  },
};
const RULES: JsonObject[] = [
  { rule_type: 'range', field: 'load_factor', min: 1, max: 3 },
  { rule_type: 'array_length', field: 'columns', min: 1, max: 100000 },
  { rule_type: 'conditional', condition: 'len(columns) > 0', required_fields: ['site'] },
];
/** A document that takes such an input. */
export const inputDocument: JsonObject = {
  deliverable_type: 'bench_input',
  input_schema: INPUT_SCHEMA,
  validation_rules: RULES,
  workflow_steps: [
    {
      step_number: 1,
      step_name: 'take_input',
      function_to_call: 'demo.echo',
      input_mapping: { columns: '$input.columns' },
      output_variable: 'taken',
    },
  ],
};

/** A third of the optional values is there, so defaults are filled in. */
function row(index: number): JsonObject {
  return {
    id: `C${index}`,
    load: (index * 37) % 2000,
    grade: ['M20', 'M25', 'M30', 'M35'][index % 4] ?? 'M20',
    surveyed_at: '2025-03-14T09:26:53Z',
    ...(index % 3 === 0
      ? { moment: { x: index % 50 }, remarks: ['Checked on site', 'Column next to the stairs'] }
      : {}),
  };
}
/** A valid input whose JSON text has about `bytes` bytes. */
export function largeInput(bytes: number): JsonObject {
  const columns: JsonObject[] = [];
  for (let size = 0; size < bytes; size += JSON.stringify(columns.at(-1)).length + 1) columns.push(row(columns.length));
  return { site: 'Riverside', columns };
}
