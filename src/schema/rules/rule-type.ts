import type { Json } from '../../contracts/json.js';
import type { FieldPath } from './field-path.js';
import type { RuleCondition } from './rule-condition.js';

/** A violation: the field that it is about (null: the whole value) and what is wrong. */
export interface Violation {
  field: FieldPath | null;
  text: string;
  /** Whether the text quotes the field's value. */
  quotes_value?: true;
}

/** Looks at a value for what a compiled rule forbids. */
export type RuleCheck = (value: Json) => Violation[];

/** Reads the keys of a rule as its author wrote it. What is missing or malformed becomes a finding. */
export interface RuleReader {
  field(key: string): FieldPath | null;
  /** One or more fields, from a name or a list of names under the first of `keys` that is there. */
  fields(...keys: string[]): FieldPath[] | null;
  /** A number, undefined where the key is absent. */
  number(key: string): number | undefined;
  condition(key: string): RuleCondition | null;
  has(key: string): boolean;
  invalid(key: string, text: string): void;
}

/** A kind of validation rule. Adding one is a file and a line in rule-types.ts. */
export interface RuleType {
  /** What `rule_type` may say. */
  names: readonly string[];
  /** The keys beside rule_type, rule, severity and message. */
  keys: readonly string[];
  /** Null where the reader found the rule invalid. */
  compile(rule: RuleReader): RuleCheck | null;
}
