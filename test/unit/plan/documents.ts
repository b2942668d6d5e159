import type { Finding } from '../../../src/contracts/finding.js';
import type { FindingCode } from '../../../src/contracts/finding-codes.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { compilePlan } from '../../../src/plan/compile-plan.js';
import { catalogue } from './test-catalogue.js';

/** A step that echoes `input_mapping`. */
export const step = (step_number: number, input_mapping: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  step_number,
  step_name: `step_${step_number}`,
  function_to_call: 'demo.echo',
  input_mapping,
  output_variable: `out_${step_number}`,
  ...more,
});
export const document = (workflow_steps: Json[], more: JsonObject = {}): JsonObject => ({
  deliverable_type: 'test_document',
  workflow_steps,
  ...more,
});

export const compiled = (source: Json): ReturnType<typeof compilePlan> => compilePlan(source, catalogue);

/** The findings with one code. */
export const findingsOf = (code: FindingCode, source: Json): Finding[] =>
  compiled(source).findings.filter((finding) => finding.code === code);

/** `severity path` of each finding with one code. */
export const placesOf = (code: FindingCode, source: Json): string[] =>
  findingsOf(code, source).map(({ severity, path }) => `${severity} ${path}`);
