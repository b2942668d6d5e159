/** An input against its Plan: JSON Schema with defaults, then the validation rules. */
import type { InputFinding } from '../contracts/finding.js';
import type { JsonObject } from '../contracts/json.js';
import type { Plan } from '../contracts/plan.js';
import { compileSchema } from '../schema/json-schema/compile-schema.js';
import { checkRules } from '../schema/rules/check-rules.js';
import { compileRules } from '../schema/rules/compile-rules.js';

/** `value` is a copy with defaults; rules are checked on it when the schema has nothing against it. */
export function checkInput(plan: Plan, input: JsonObject): { value: JsonObject; findings: InputFinding[] } {
  const { value, findings } = plan.input_schema === null ? { value: input, findings: [] } : compileSchema(plan.input_schema).validate(input);
  if (findings.length > 0) return { value: input, findings };
  const { rules } = compileRules(plan.validation_rules, '/validation_rules');
  return { value: value as JsonObject, findings: checkRules(rules, value) };
}
