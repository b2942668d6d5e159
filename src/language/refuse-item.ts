import { rootText } from './path-text.js';
import { named } from './syntax-error.js';
import type { Token } from './token.js';

/** `$item` and `$index` as an expression sees them: refused, for it is not evaluated once for each item. */
export function refuseItem(token: Token): Token {
  const { expression, offset } = token;
  if (expression?.kind !== 'reference') return token;
  const { reference } = expression;
  if (reference.root !== 'item' && reference.root !== 'index') return token;
  const found = rootText(reference);
  const problem = `${named(found)} can be read only in the input_mapping of a step with foreach`;
  return { ...token, fault: { code: 'unknown_reference_root', offset, found, expected: [], problem } };
}
