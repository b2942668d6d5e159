import type { InputFinding } from '../../contracts/finding.js';
import type { Json } from '../../contracts/json.js';
import { displayPath } from '../json-pointer.js';
import { CONCEALED, quotedValue } from '../json-schema/quoted-value.js';
import { placedMessage } from '../json-schema/schema-findings.js';
import { secretPlaces, type SecretPlaces } from '../json-schema/secret-places.js';
import type { CompiledRule } from './compile-rules.js';
import { fieldPointer, fieldValue } from './field-path.js';
import type { Violation } from './rule-type.js';

/** What a violation means: of an input's rule, or of a rule about a step's output. */
export type RuleViolationCode = 'rule_violated' | 'output_invalid';

/**
 * What `value` violates, in the order of the rules; keyword is the rule's type, severity the rule's own. A rule whose
 * condition meets types that do not go together is violated. An author's message stands as it is written; any other
 * begins with the place. `secrets`: pointers of the values that no message may quote.
 */
export function checkRules(
  rules: readonly CompiledRule[],
  value: Json,
  code: RuleViolationCode = 'rule_violated',
  secrets: readonly string[] = [],
): InputFinding[] {
  const subject = { value, code, secrets: secretPlaces(secrets) };
  return rules.flatMap((rule) => rule.check(value).map((violation) => ruleFinding(rule, violation, subject)));
}

interface RuleSubject {
  value: Json;
  code: RuleViolationCode;
  secrets: SecretPlaces;
}

function ruleFinding(rule: CompiledRule, violation: Violation, subject: RuleSubject): InputFinding {
  const path = violation.field === null ? '' : fieldPointer(violation.field);
  const display_path = displayPath(path, subject.value);
  const text = textOf(violation, path, subject);
  return {
    code: subject.code,
    severity: rule.severity,
    path,
    message: rule.message ?? placedMessage(display_path, text, subject.code),
    display_path,
    keyword: rule.rule_type,
  };
}

/** The text quotes the value at its beginning. */
function textOf({ field, text, quotes_value }: Violation, path: string, subject: RuleSubject): string {
  if (field === null || quotes_value !== true || !subject.secrets.touches(path)) return text;
  return CONCEALED + text.slice(quotedValue(fieldValue(subject.value, field)).length);
}
