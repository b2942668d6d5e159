import type { ChainLink, Expression } from '../contracts/expression.js';

export type Branch = Extract<Expression, { kind: 'choice' }>['branches'][number];

/** Operands of one level: one operator is a node of its own, several are a chain. */
export function chainOf(first: Expression, rest: ChainLink[]): Expression {
  const [link] = rest;
  if (link === undefined) return first;
  if (rest.length > 1) return { kind: 'chain', first, rest };
  const { operator, operand: right, at } = link;
  if (operator === 'AND' || operator === 'OR') return { kind: operator === 'AND' ? 'and' : 'or', left: first, right };
  return { kind: 'arithmetic', operator, left: first, right, at };
}

/** `test ? consequent : … : alternate`: one branch is a ternary, several are a choice. */
export function choiceOf(branches: Branch[], alternate: Expression): Expression {
  const [branch] = branches;
  if (branch === undefined) return alternate;
  return branches.length > 1 ? { kind: 'choice', branches, alternate } : { kind: 'ternary', ...branch, alternate };
}

/** The minus of a number is part of the number. */
export function negationOf(operand: Expression, at: number): Expression {
  if (operand.kind === 'literal' && typeof operand.value === 'number')
    return { kind: 'literal', value: 0 - operand.value };
  return { kind: 'negate', operand, at };
}
