import type { Finding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { compileRules } from '../../schema/rules/compile-rules.js';
import type { Check } from '../compile-context.js';
import { isObject, listIn } from '../json-reading.js';
import { stepPlace } from '../step-draft.js';

/** validation_rules of the document and of its steps have a known type and what it needs. */
export const validationRules: Check = ({ source, steps }) => [
  ...findingsOf(source.validation_rules, '/validation_rules'),
  ...steps.flatMap((step) =>
    findingsOf(step.source.validation_rules, `${step.path}/validation_rules`).map((finding) => ({
      ...finding,
      ...stepPlace(step),
    })),
  ),
];

/** A rule that is no object has its finding from the shape check. */
function findingsOf(value: Json | undefined, path: string): Finding[] {
  const rules = listIn(value);
  const { findings } = compileRules(
    rules.map((rule) => (isObject(rule) ? rule : {})),
    path,
  );
  const ruleOf = (finding: Finding): Json | undefined =>
    rules[Number(finding.path.slice(path.length + 1).split('/')[0])];
  return findings.filter((finding) => isObject(ruleOf(finding)));
}
