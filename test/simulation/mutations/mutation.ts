/** A small mistake that is put into the interpreter for a while, and the rule that it breaks. */

/* eslint-disable @typescript-eslint/no-explicit-any -- a mistake reaches into what is private */
export type Method = (this: any, ...args: any[]) => any;
export interface Mutation {
  mistake: string;
  /** The rule of simulation/invariants that some seed sees broken. */
  rule: string;
  where: { prototype: any };
  /** A method or a getter. */
  method: string;
  /** What stands in place of the original, to which `this` has to be given. */
  becomes: (original: Method) => Method;
}
/** Puts the mistake in; what it returns takes it out again. */
export function commit({ where: { prototype }, method, becomes }: Mutation): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, method);
  if (!before) throw new Error(`There is no ${method} any more: the mutation has to follow the code`);
  const isGetter = before.get !== undefined;
  const mistaken = becomes((isGetter ? before.get : before.value) as Method);
  Object.defineProperty(prototype, method, isGetter ? { ...before, get: mistaken } : { ...before, value: mistaken });
  return () => void Object.defineProperty(prototype, method, before);
}
export const nothing = (): Method => () => undefined;
