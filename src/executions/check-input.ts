/** An input against its Plan: JSON Schema with defaults, then the validation rules. */
import type { InputFinding } from '../contracts/finding.js';
import type { JsonObject } from '../contracts/json.js';
import type { Plan } from '../contracts/plan.js';
import { checkRules } from '../schema/rules/check-rules.js';
import { settledRules, settledSchema } from '../schema/settled.js';

/** `value` is a copy with defaults; rules are checked on it when the schema has nothing against it. */
export function checkInput(plan: Plan, input: JsonObject): { value: JsonObject; findings: InputFinding[] } {
  const checked = plan.input_schema === null ? null : settledSchema(plan.input_schema).validate(input);
  if (checked && checked.findings.length > 0) return { value: input, findings: checked.findings };
  const value = (checked?.value ?? input) as JsonObject;
  return { value, findings: checkRules(settledRules(plan.validation_rules), value, 'rule_violated', checked?.secrets) };
}
