import type { FindingCode } from '../../contracts/finding-codes.js';
import type { Finding } from '../../contracts/finding.js';
import type { Json, JsonObject } from '../../contracts/json.js';
import { parseExpression } from '../../language/parse-expression.js';
import { displayPath, pointerTo } from '../json-pointer.js';
import { typeName } from '../json-schema/quoted-value.js';
import { fieldPath, type FieldPath } from './field-path.js';
import { ruleCondition, type RuleCondition } from './rule-condition.js';
import type { RuleReader } from './rule-type.js';

/** A rule as its author wrote it, and the findings about it. A null means that the key is absent. */
export class RuleSource implements RuleReader {
  readonly findings: Finding[] = [];

  constructor(
    private readonly rule: JsonObject,
    private readonly path: string,
  ) {}

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  field(key: string): FieldPath | null {
    const fields = this.fields(key);
    if (fields === null || fields.length === 1) return fields?.[0] ?? null;
    this.invalid(key, 'Expected the name of one field');
    return null;
  }

  fields(...keys: string[]): FieldPath[] | null {
    const key = keys.find((name) => this.has(name));
    if (key === undefined) return this.missing(keys.join(' or '));
    const named = this.value(key);
    const names = Array.isArray(named) ? named : [named];
    const paths = names.map((name) => (typeof name === 'string' ? fieldPath(name) : null));
    const fields = paths.flatMap((path) => path ?? []);
    if (fields.length === names.length && names.length > 0) return fields;
    this.invalid(key, 'Expected the name of a field, such as load or columns[0].load');
    return null;
  }

  number(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'number') return value;
    this.invalid(key, `Expected number, got ${typeName(value)}`);
    return undefined;
  }

  condition(key: string): RuleCondition | null {
    const text = this.value(key);
    if (text === undefined) return this.missing(key);
    if (typeof text === 'string') return this.parsed(key, text);
    this.invalid(key, `Expected string, got ${typeName(text)}`);
    return null;
  }

  invalid(key: string, text: string): void {
    this.findings.push(this.finding('invalid_rule', key, text));
  }

  value(key: string): Json | undefined {
    return Object.hasOwn(this.rule, key) ? (this.rule[key] ?? undefined) : undefined;
  }

  private missing(key: string): null {
    this.invalid('', `Needs ${key}`);
    return null;
  }

  private parsed(key: string, text: string): RuleCondition | null {
    const parsed = parseExpression(text);
    if (parsed.ok) return ruleCondition({ text, expression: parsed.expression });
    const { message, position } = parsed.error;
    this.findings.push({ ...this.finding('condition_syntax', key, message), position });
    return null;
  }

  private finding(code: FindingCode, key: string, text: string): Finding {
    const path = key === '' ? this.path : pointerTo(this.path, key);
    const place = displayPath(path);
    return { code, severity: 'error', path, message: place === '' ? text : `${place}: ${text}` };
  }
}
