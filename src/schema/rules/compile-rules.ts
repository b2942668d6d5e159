/** validation_rules: checks beside JSON Schema, on an input after its defaults or on a step's output. */
import type { ValidationRule } from '../../contracts/document.js';
import type { Finding } from '../../contracts/finding.js';
import { unknownKey } from '../document/unknown-keys.js';
import { displayPath, pointerTo } from '../json-pointer.js';
import { typeName } from '../json-schema/quoted-value.js';
import { nearestName } from '../nearest-name.js';
import { RuleSource } from './rule-source.js';
import type { RuleCheck, RuleType } from './rule-type.js';
import { RULE_NAMES, ruleType } from './rule-types.js';

export interface CompiledRule {
  /** As the document names it. */
  rule_type: string;
  severity: 'error' | 'warning';
  /** The author's own message, in place of the rule's. */
  message: string | null;
  check: RuleCheck;
}

const COMMON_KEYS = ['rule_type', 'rule', 'severity', 'message'];

/**
 * Compiles the rules found at `path`. A rule with an error finding, and one of no known type, is left out.
 * Codes: unknown_rule_type (warning), invalid_rule and condition_syntax (errors), unknown_key, misspelled_key.
 */
export function compileRules(
  rules: readonly ValidationRule[],
  path: string,
): { rules: CompiledRule[]; findings: Finding[] } {
  const results = rules.map((rule, index) => compileRule(rule, pointerTo(path, index)));
  return {
    rules: results.flatMap(({ rule }) => rule ?? []),
    findings: results.flatMap(({ findings }) => findings),
  };
}

interface RuleResult {
  rule: CompiledRule | null;
  findings: Finding[];
}

function compileRule(rule: ValidationRule, path: string): RuleResult {
  const source = new RuleSource(rule, path);
  const name = source.value('rule_type') ?? source.value('rule');
  if (typeof name !== 'string') {
    source.invalid('', name === undefined ? 'Needs rule_type' : `Expected a rule_type, got ${typeName(name)}`);
    return { rule: null, findings: source.findings };
  }
  const type = ruleType(name);
  return type === undefined ? unknownType(name, source, path) : compileKnown(rule, name, type, source, path);
}

function compileKnown(
  rule: ValidationRule,
  rule_type: string,
  type: RuleType,
  source: RuleSource,
  path: string,
): RuleResult {
  const check = type.compile(source);
  const compiled = { rule_type, severity: severityOf(source), message: messageOf(source) };
  const known = [...COMMON_KEYS, ...type.keys];
  const surplus = Object.keys(rule).filter((key) => !known.includes(key));
  const findings = [...source.findings, ...surplus.map((key) => unknownKey(key, known, path))];
  return { rule: check === null || source.findings.length > 0 ? null : { ...compiled, check }, findings };
}

function severityOf(source: RuleSource): 'error' | 'warning' {
  const severity = source.value('severity');
  if (severity !== undefined && severity !== 'error' && severity !== 'warning') {
    source.invalid('severity', 'Expected error or warning');
  }
  return severity === 'warning' ? 'warning' : 'error';
}

function messageOf(source: RuleSource): string | null {
  const message = source.value('message');
  if (message !== undefined && typeof message !== 'string') {
    source.invalid('message', `Expected string, got ${typeName(message)}`);
  }
  return typeof message === 'string' && message !== '' ? message : null;
}

function unknownType(name: string, source: RuleSource, path: string): RuleResult {
  const at = pointerTo(path, source.has('rule_type') ? 'rule_type' : 'rule');
  const meant = nearestName(name, RULE_NAMES);
  const finding: Finding = {
    code: 'unknown_rule_type',
    severity: 'warning',
    path: at,
    message: `${displayPath(at)}: '${name}' is no known type of rule; the rule is ignored`,
    hint: meant === undefined ? `Known are ${RULE_NAMES.join(', ')}` : `Did you mean '${meant}'?`,
  };
  return { rule: null, findings: [finding] };
}
