import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Expression } from '../../../src/contracts/expression.js';
import type { Json } from '../../../src/contracts/json.js';
import { ExpressionTypeError } from '../../../src/language/expression-type-error.js';
import { parsed, valueOf } from './expression-cases.js';
import { expressionText } from './expression-text.js';

/**
 * A second reading of the rules: recursive, without a thought for speed, and with sameness told by canonical JSON.
 * A type error is undefined.
 */
const INPUT = { n: 3, zero: 0, text: 'ab', rows: [1, 'a', null], none: undefined as unknown as Json };
const STEPS: Record<number, Json> = { 1: { ok: true }, 2: { n: 3, text: 'ab' } };

const truth = (value: Json) =>
  value !== null &&
  value !== false &&
  value !== 0 &&
  value !== '' &&
  JSON.stringify(value) !== '[]' &&
  JSON.stringify(value) !== '{}';
const canonical = (value: Json): string =>
  JSON.stringify(value, (_key, part: Json) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
const both = (type: string, left: Json, right: Json) => typeof left === type && typeof right === type;

class Mismatch extends Error {}
function mismatch(): never {
  throw new Mismatch();
}
function number(result: number): Json {
  return Number.isFinite(result) ? (result === 0 ? 0 : result) : null;
}
function member(left: Json, right: Json): boolean {
  if (right === null) return false;
  if (Array.isArray(right)) return right.map(canonical).includes(canonical(left));
  if (typeof right !== 'string' && typeof right !== 'object') mismatch();
  if (left === null) return false;
  if (typeof left !== 'string') mismatch();
  return typeof right === 'string' ? right.split(left).length > 1 || left === '' : Object.keys(right).includes(left);
}
function operate(operator: string, left: Json, right: Json): Json {
  if (operator === '==') return canonical(left) === canonical(right);
  if (operator === '!=') return canonical(left) !== canonical(right);
  if (operator === 'IN') return member(left, right);
  if (operator === 'NOT IN') return !member(left, right);
  const isOrder = '<=>='.includes(operator);
  if (left === null || right === null) return isOrder ? false : null;
  if (!both('number', left, right) && !(isOrder && both('string', left, right))) mismatch();
  const [a, b] = [left as number, right as number];
  const results: Record<string, () => Json> = {
    '<': () => a < b,
    '>': () => a > b,
    '<=': () => a <= b,
    '>=': () => a >= b,
    '+': () => number(a + b),
    '-': () => number(a - b),
    '*': () => number(a * b),
    '/': () => number(a / b),
    '%': () => number(a % b),
  };
  return (results[operator] ?? mismatch)();
}
// eslint-disable-next-line complexity -- one line for each function
function call(name: string, values: (() => Json)[]): Json {
  if (name === 'coalesce') return values.reduce<Json>((found, value) => found ?? value(), null);
  const [first = null, second = null] = values.map((value) => value());
  if (name === 'exists') return first !== null;
  if (name === 'contains') return member(second, first);
  if (name === 'min' || name === 'max') {
    const numbers = [first, second];
    if (numbers.some((value) => value !== null && typeof value !== 'number')) mismatch();
    return numbers.includes(null) ? null : Math[name](...(numbers as number[]));
  }
  if (first === null) return null;
  if (name === 'lower') return typeof first === 'string' ? first.toLowerCase() : mismatch();
  if (name === 'len')
    return typeof first === 'string'
      ? [...first].length
      : typeof first === 'object'
        ? Object.keys(first).length
        : mismatch();
  if (typeof first !== 'number') mismatch();
  return name === 'abs'
    ? Math.abs(first)
    : number(Math.trunc(first) + (Math.abs(first % 1) >= 0.5 ? Math.sign(first) : 0));
}
// eslint-disable-next-line complexity -- one case for each kind
function naive(node: Expression): Json {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'bareword':
      return node.text;
    case 'list':
      return node.items.map(naive);
    case 'reference': {
      const { reference } = node;
      const others = { input: INPUT, context: { k: 1 }, item: null, index: null };
      const root = reference.root === 'step' ? STEPS[reference.step_number] : others[reference.root];
      return reference.path.reduce<Json>((value, key) => (value as Record<string, Json>)[key] ?? null, root as Json);
    }
    case 'not':
      return !truth(naive(node.operand));
    case 'negate':
      return operate('-', 0, naive(node.operand));
    case 'and':
      return truth(naive(node.left)) ? truth(naive(node.right)) : false;
    case 'or':
      return truth(naive(node.left)) ? true : truth(naive(node.right));
    case 'comparison':
    case 'arithmetic':
      return operate(node.operator, naive(node.left), naive(node.right));
    case 'chain':
      return node.rest.reduce<Json>(
        (value, { operator, operand }, index) => {
          if (operator === 'AND') return truth(value) ? truth(naive(operand)) : false;
          if (operator === 'OR') return truth(value) ? true : truth(naive(operand));
          return operate(operator, index === 0 ? naive(node.first) : value, naive(operand));
        },
        node.rest[0]?.operator === 'AND' || node.rest[0]?.operator === 'OR' ? naive(node.first) : null,
      );
    case 'ternary':
      return naive(truth(naive(node.test)) ? node.consequent : node.alternate);
    case 'choice':
      return naive(node.branches.find(({ test }) => truth(naive(test)))?.consequent ?? node.alternate);
    case 'call':
      return call(
        node.function,
        node.arguments.map((argument) => () => naive(argument)),
      );
  }
}
function outcome(value: () => Json): Json | undefined {
  try {
    return value();
  } catch (error) {
    if (error instanceof Mismatch || error instanceof ExpressionTypeError) return undefined;
    throw error;
  }
}

it('evaluation agrees with a naive reading of the rules', () => {
  let values = 0;
  fc.assert(
    fc.property(expressionText, (text) => {
      const actual = outcome(() => valueOf(text, { input: INPUT, context: { k: 1 }, steps: STEPS }));
      expect(actual).toEqual(outcome(() => naive(parsed(text))));
      if (actual !== undefined) values++;
    }),
    { numRuns: 3_000 },
  );
  expect(values).toBeGreaterThan(600);
});
