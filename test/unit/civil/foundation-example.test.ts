import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { functions } from '../../../activities/civil_foundation_designer_v1/index.js';
import { compilePlan } from '../../../src/plan/compile-plan.js';
import type { WorkflowDocument } from '../../../src/contracts/document.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { asJson, COLUMN, design, schedule } from './footing-run.js';

const file = new URL('../../../examples/foundation-design.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8')) as WorkflowDocument;
const properties = (schema: unknown) => (schema as { properties: Record<string, JsonObject> }).properties;
const inputs = properties(document.input_schema);
const steps = document.workflow_steps;

describe('examples/foundation-design.json', () => {
  it('compiles without a finding', () => {
    const rows = functions.map((one) => ({
      name: one.name,
      description: one.description,
      input: one.input,
      output: one.output,
      fast: one.fast ?? false,
      idempotent: one.idempotent ?? false,
      task_queue: null,
      transient_errors: [],
    }));
    const catalogue = { get: (name: string) => rows.find((row) => row.name === name), list: () => rows };
    expect(compilePlan(asJson(document), catalogue).findings).toEqual([]);
  });

  it('calls the two functions', () => {
    expect(steps.map((step) => step.function_to_call)).toEqual(functions.map((one) => one.name));
  });

  it('hands each function arguments that it has', () => {
    steps.forEach((step, i) => {
      const known = Object.keys(properties(functions[i]?.input));
      expect(known).toEqual(expect.arrayContaining(Object.keys(step.input_mapping ?? {})));
    });
  });

  it('uses every input, and gives each a title and a description', () => {
    const used = JSON.stringify(steps.map((step) => step.input_mapping));
    for (const [name, schema] of Object.entries(inputs)) {
      expect(used).toContain(`"$input.${name}"`);
      expect(schema).toMatchObject({ title: expect.any(String), description: expect.any(String) });
    }
  });

  it.each(Object.keys(inputs).filter((name) => !name.endsWith('_module')))(
    'has the bounds, default and description of the function for %s',
    (name) => {
      const { title: _, examples: __, ...rest } = inputs[name] ?? {};
      expect(rest).toEqual(properties(functions[0]?.input)[name]);
    },
  );

  it('runs on the seven required values and its defaults', () => {
    const ajv = new Ajv({ useDefaults: true });
    const input: JsonObject = { ...COLUMN };
    expect(ajv.compile(document.input_schema as JsonObject)(input)).toBe(true);
    const footing = design(input);
    const { plan_module, depth_module } = asJson(input);
    const modules = { plan_module: plan_module ?? null, depth_module: depth_module ?? null };
    expect(footing).toMatchObject({ design_ok: true, warnings: [] });
    expect(schedule({ initial_design_data: asJson(footing), ...modules })).toMatchObject({
      footing_length: 2.45,
      footing_depth: 0.55,
      design_ok: true,
      warnings: [],
    });
  });
});
