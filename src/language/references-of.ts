import type { Expression, Reference } from '../contracts/expression.js';
import { walk } from './expression-tree.js';

/** The references of an expression in order of appearance, each once by its text. */
export function referencesOf(expression: Expression): Reference[] {
  const references = new Map<string, Reference>();
  for (const part of walk(expression)) {
    if (part.kind === 'reference' && !references.has(part.reference.text))
      references.set(part.reference.text, part.reference);
  }
  return [...references.values()];
}
