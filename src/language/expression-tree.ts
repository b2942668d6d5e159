import type { Expression } from '../contracts/expression.js';

/** An expression with each of its parts replaced by what `change` makes of it. Leaves are returned as they are. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'reference':
    case 'bareword':
      return expression;
    case 'list':
      return { ...expression, items: expression.items.map(change) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'not':
    case 'negate':
      return { ...expression, operand: change(expression.operand) };
    case 'and':
    case 'or':
    case 'comparison':
    case 'arithmetic':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    default:
      return mapRun(expression, change);
  }
}

function mapRun(
  expression: Extract<Expression, { kind: 'chain' | 'ternary' | 'choice' }>,
  change: (part: Expression) => Expression,
): Expression {
  switch (expression.kind) {
    case 'chain':
      return {
        ...expression,
        first: change(expression.first),
        rest: expression.rest.map((link) => ({ ...link, operand: change(link.operand) })),
      };
    case 'ternary':
      return {
        ...expression,
        test: change(expression.test),
        consequent: change(expression.consequent),
        alternate: change(expression.alternate),
      };
    case 'choice':
      return {
        ...expression,
        branches: expression.branches.map(({ test, consequent }) => ({
          test: change(test),
          consequent: change(consequent),
        })),
        alternate: change(expression.alternate),
      };
    default:
      return expression satisfies never;
  }
}

/** The parts of an expression in order of appearance. */
export function partsOf(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  mapParts(expression, (part) => {
    parts.push(part);
    return part;
  });
  return parts;
}

/** An expression and everything inside it, in order of appearance. */
export function* walk(expression: Expression): Generator<Expression> {
  const waiting = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...partsOf(next).reverse());
  }
}
