/**
 * The compiled form of references and conditions: plain JSON, made at publishing, evaluated without a parser.
 * `at` is an offset into the condition's text, for the position in a type error.
 */
import type { Json } from './json.js';

export type PathSegment = string | number;

/** `$input.a[0]`, `$step3.rows`, `$context.user_id`. For a step whose first segment is its output_variable the compiler has dropped that segment. */
export type Reference =
  | { root: 'input'; path: PathSegment[]; text: string }
  | { root: 'context'; path: PathSegment[]; text: string }
  | { root: 'step'; step_number: number; path: PathSegment[]; text: string }
  /** `$item.load`: the item that a step with `foreach` runs for. */
  | { root: 'item'; path: PathSegment[]; text: string }
  /** `$index`: its place in the list, from 0. The path is empty. */
  | { root: 'index'; path: PathSegment[]; text: string };

export type ComparisonOperator = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'IN' | 'NOT IN';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export const CONDITION_FUNCTIONS = [
  'len',
  'abs',
  'min',
  'max',
  'round',
  'floor',
  'ceil',
  'lower',
  'upper',
  'contains',
  'starts_with',
  'ends_with',
  'exists',
  'matches',
  'coalesce',
] as const;
export type ConditionFunction = (typeof CONDITION_FUNCTIONS)[number];

export type Expression =
  | { kind: 'literal'; value: Json }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'reference'; reference: Reference }
  /** A bare word: a string in conditions, a field of the input where bare fields are read (validation_rules). */
  | { kind: 'bareword'; name: string; path: PathSegment[]; text: string; at: number }
  | { kind: 'not'; operand: Expression }
  | { kind: 'negate'; operand: Expression; at: number }
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'comparison'; operator: ComparisonOperator; left: Expression; right: Expression; at: number }
  | { kind: 'arithmetic'; operator: ArithmeticOperator; left: Expression; right: Expression; at: number }
  /** Three operands or more of one level (AND; OR; + and -; * / and %), from left to right: one list, so that a long run is shallow JSON. */
  | { kind: 'chain'; first: Expression; rest: ChainLink[] }
  | { kind: 'ternary'; test: Expression; consequent: Expression; alternate: Expression }
  /** `a ? b : c ? d : e`: two branches or more, one list for the same reason. */
  | { kind: 'choice'; branches: { test: Expression; consequent: Expression }[]; alternate: Expression }
  | { kind: 'call'; function: ConditionFunction; arguments: Expression[]; at: number };

export interface ChainLink {
  operator: 'AND' | 'OR' | ArithmeticOperator;
  operand: Expression;
  at: number;
}

/** A condition with its text, which a type error quotes. */
export interface Condition {
  text: string;
  expression: Expression;
}

/** What happens when a mapped reference has no value: a default, the argument left out, or the step fails with reference_not_found. */
export type IfMissing = { kind: 'default'; value: Json } | { kind: 'omit' } | { kind: 'fail' };

/** One value of an input_mapping. Parts without a reference are one literal. */
export type Binding =
  | { kind: 'literal'; value: Json }
  | { kind: 'reference'; reference: Reference; if_missing: IfMissing }
  | { kind: 'object'; entries: [string, Binding][] }
  | { kind: 'list'; items: Binding[] };
