import type { Binding } from '../contracts/expression.js';
import type { JsonObject } from '../contracts/json.js';
import { isObject } from './json-reading.js';

/** The arguments that the document itself gives, with no reference inside. */
export function literalArguments(input: Binding): JsonObject {
  if (input.kind === 'literal') return isObject(input.value) ? input.value : {};
  const entries = input.kind === 'object' ? input.entries : [];
  return Object.fromEntries(
    entries.flatMap(([name, binding]) => (binding.kind === 'literal' ? [[name, binding.value] as const] : [])),
  );
}

/** Whether the function gets this argument whatever the input is. */
export function isAlwaysGiven(input: Binding, name: string): boolean {
  if (Object.hasOwn(literalArguments(input), name)) return true;
  const binding = input.kind === 'object' ? input.entries.find(([key]) => key === name)?.[1] : undefined;
  return binding !== undefined && !(binding.kind === 'reference' && binding.if_missing.kind === 'omit');
}
