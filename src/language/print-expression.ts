import type { Expression } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { quote } from './string-literal.js';

/** How tightly an expression holds its parts together; what holds less than its place asks for gets brackets. */
const LEVEL = { ternary: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, negation: 7, value: 8 } as const;

/** The text of an expression, with the brackets that it needs. Parsed again it is the same expression, but for offsets. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value);
    case 'reference':
      return expression.reference.text;
    case 'bareword':
      return expression.text;
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'call':
      return `${expression.function}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'not':
      return `NOT ${within(expression.operand, LEVEL.not)}`;
    case 'negate':
      return `-${within(expression.operand, LEVEL.negation)}`;
    case 'comparison':
      return printInfix(expression.left, [{ operator: expression.operator, operand: expression.right }], LEVEL.sum);
    default:
      return printRun(expression);
  }
}

type Run = Extract<Expression, { kind: 'and' | 'or' | 'arithmetic' | 'chain' | 'ternary' | 'choice' }>;
interface Link {
  operator: string;
  operand: Expression;
}

function printRun(expression: Run): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return printInfix(
        expression.left,
        [{ operator: expression.kind.toUpperCase(), operand: expression.right }],
        levelOf(expression) + 1,
      );
    case 'arithmetic':
      return printInfix(
        expression.left,
        [{ operator: expression.operator, operand: expression.right }],
        levelOf(expression) + 1,
      );
    case 'chain':
      return printInfix(expression.first, expression.rest, levelOf(expression) + 1);
    case 'ternary':
      return printBranches([expression], expression.alternate);
    case 'choice':
      return printBranches(expression.branches, expression.alternate);
    default:
      return expression satisfies never;
  }
}

/** Operands of the same level as their operator were in brackets, or they would be one chain. */
function printInfix(first: Expression, rest: Link[], operandLevel: number): string {
  return (
    within(first, operandLevel) +
    rest.map(({ operator, operand }) => ` ${operator} ${within(operand, operandLevel)}`).join('')
  );
}

function printBranches(branches: { test: Expression; consequent: Expression }[], alternate: Expression): string {
  const printed = branches.map(
    ({ test, consequent }) => `${within(test, LEVEL.or)} ? ${printExpression(consequent)} : `,
  );
  return printed.join('') + within(alternate, LEVEL.or);
}

function within(expression: Expression, level: number): string {
  const text = printExpression(expression);
  return levelOf(expression) < level ? `(${text})` : text;
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'choice':
      return LEVEL.ternary;
    case 'negate':
      return LEVEL.negation;
    case 'arithmetic':
      return operatorLevel(expression.operator);
    case 'chain':
      return operatorLevel(expression.rest[0]?.operator ?? '');
    case 'ternary':
    case 'or':
    case 'and':
    case 'not':
    case 'comparison':
      return LEVEL[expression.kind];
    default:
      return LEVEL.value;
  }
}

function operatorLevel(operator: string): number {
  if (operator === 'OR') return LEVEL.or;
  if (operator === 'AND') return LEVEL.and;
  return operator === '+' || operator === '-' ? LEVEL.sum : LEVEL.product;
}

/** The grammar has no objects; they are in no expression that was parsed. */
function printLiteral(value: Json): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(', ')}]`;
  return JSON.stringify(value);
}
