import type { ConditionFunction, Expression } from '../contracts/expression.js';
import { FUNCTION_RULES } from './functions/function-rules.js';
import { patternOf } from './pattern.js';
import { named, type SyntaxErrorCode, type SyntaxFault } from './syntax-error.js';
import type { Token } from './token.js';

export type CallResult = { ok: true; expression: Expression } | { ok: false; fault: SyntaxFault };

/** A call, once the function, the number of its arguments and a literal pattern have been checked. */
export function callExpression(callee: Token, args: Expression[]): CallResult {
  const rule = FUNCTION_RULES.get(callee.text);
  if (rule === undefined) return unknownFunction(callee);
  const [fewest, most] = rule.arity;
  if (args.length < fewest || args.length > most) {
    return refused(callee, 'condition_syntax', `${rule.name} takes ${countText(fewest, most)}, got ${args.length}`);
  }
  const reason = rule.name === 'matches' ? patternFault(args[1]) : undefined;
  if (reason !== undefined) return refused(callee, 'invalid_pattern', `matches has an invalid pattern: ${reason}`);
  return { ok: true, expression: { kind: 'call', function: rule.name, arguments: args, at: callee.offset } };
}

function unknownFunction(callee: Token): CallResult {
  const expected: ConditionFunction[] = [...FUNCTION_RULES.values()].map((rule) => rule.name);
  const problem = `there is no function ${named(callee.text)}; there are ${expected.join(', ')}`;
  return {
    ok: false,
    fault: { code: 'condition_syntax', offset: callee.offset, found: callee.text, expected, problem },
  };
}

function countText(fewest: number, most: number): string {
  const noun = fewest === 1 ? 'argument' : 'arguments';
  return most === fewest ? `${fewest} ${noun}` : `at least ${fewest} ${noun}`;
}

function patternFault(pattern: Expression | undefined): string | undefined {
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return undefined;
  const compiled = patternOf(pattern.value);
  return compiled.ok ? undefined : compiled.reason;
}

function refused(callee: Token, code: SyntaxErrorCode, problem: string): CallResult {
  return { ok: false, fault: { code, offset: callee.offset, found: callee.text, expected: [], problem } };
}
