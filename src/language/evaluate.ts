/**
 * Evaluates a compiled condition. Invariants:
 * 1. no text is parsed, nothing outside the scope is read, and only own properties are;
 * 2. ExpressionTypeError is the only error;
 * 3. long flat runs are loops, so the stack follows the nesting, which the parser bounds, and not the length.
 */
import type { Condition, Expression } from '../contracts/expression.js';
import type { Json } from '../contracts/json.js';
import { calculate, negated } from './arithmetic.js';
import { compare } from './comparison.js';
import { functionRule } from './functions/function-rules.js';
import { Operation } from './operation.js';
import { referencedValue } from './resolve-reference.js';
import type { Scope } from './scope.js';
import { isTruthy } from './truth.js';
import { childAt, valueAt } from './value-path.js';

export { isTruthy } from './truth.js';

/** One evaluation: what the references read, and the text that an error quotes. */
interface Evaluation {
  text: string;
  scope: Scope;
}
type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/**
 * The value of a condition; isTruthy tells whether it holds. A missing value is null.
 * @throws ExpressionTypeError with the condition's text, the position and both types.
 */
export function evaluate(condition: Condition, scope: Scope): Json {
  return valueOf(condition.expression, { text: condition.text, scope });
}

function valueOf(node: Expression, evaluation: Evaluation): Json {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'reference':
      return orNull(referencedValue(node.reference, evaluation.scope));
    case 'bareword':
      return barewordValue(node, evaluation.scope);
    case 'comparison':
      return comparisonValue(node, evaluation);
    case 'and':
    case 'or':
      return connectiveValue(node, evaluation);
    case 'not':
      return !holds(node.operand, evaluation);
    case 'negate':
      return negated(valueOf(node.operand, evaluation), new Operation(evaluation.text, node.at));
    case 'arithmetic':
      return arithmeticValue(node, evaluation);
    case 'chain':
      return chainValue(node, evaluation);
    case 'list':
      return node.items.map((item) => valueOf(item, evaluation));
    case 'call':
      return callValue(node, evaluation);
    case 'ternary':
      return ternaryValue(node, evaluation);
    case 'choice':
      return choiceValue(node, evaluation);
    default:
      return node satisfies never;
  }
}

function holds(node: Expression, evaluation: Evaluation): boolean {
  return isTruthy(valueOf(node, evaluation));
}

function orNull(value: Json | undefined): Json {
  return value === undefined ? null : value;
}

function barewordValue(node: Node<'bareword'>, { bare_fields }: Scope): Json {
  return bare_fields === undefined ? node.text : orNull(valueAt(childAt(bare_fields, node.name), node.path));
}

function comparisonValue(node: Node<'comparison'>, evaluation: Evaluation): boolean {
  const left = valueOf(node.left, evaluation);
  return compare(node.operator, left, valueOf(node.right, evaluation), new Operation(evaluation.text, node.at));
}

function connectiveValue(node: Node<'and' | 'or'>, evaluation: Evaluation): boolean {
  return holds(node.left, evaluation) === (node.kind === 'and') ? holds(node.right, evaluation) : node.kind === 'or';
}

function arithmeticValue(node: Node<'arithmetic'>, evaluation: Evaluation): Json {
  const left = valueOf(node.left, evaluation);
  return calculate(node.operator, left, valueOf(node.right, evaluation), new Operation(evaluation.text, node.at));
}

/** All links of a chain are AND, or all are OR, or all are arithmetic. */
function chainValue({ first, rest }: Node<'chain'>, evaluation: Evaluation): Json {
  const operator = rest[0]?.operator;
  if (operator === 'AND') return holds(first, evaluation) && rest.every(({ operand }) => holds(operand, evaluation));
  if (operator === 'OR') return holds(first, evaluation) || rest.some(({ operand }) => holds(operand, evaluation));
  let result = valueOf(first, evaluation);
  for (const link of rest) {
    if (link.operator === 'AND' || link.operator === 'OR') continue;
    result = calculate(
      link.operator,
      result,
      valueOf(link.operand, evaluation),
      new Operation(evaluation.text, link.at),
    );
  }
  return result;
}

function callValue(node: Node<'call'>, evaluation: Evaluation): Json {
  return functionRule(node.function).call({
    count: node.arguments.length,
    argument: (index) => orNull(node.arguments[index] && valueOf(node.arguments[index], evaluation)),
    operation: new Operation(evaluation.text, node.at),
  });
}

function ternaryValue(node: Node<'ternary'>, evaluation: Evaluation): Json {
  return valueOf(holds(node.test, evaluation) ? node.consequent : node.alternate, evaluation);
}

function choiceValue(node: Node<'choice'>, evaluation: Evaluation): Json {
  const chosen = node.branches.find(({ test }) => holds(test, evaluation));
  return valueOf(chosen === undefined ? node.alternate : chosen.consequent, evaluation);
}
