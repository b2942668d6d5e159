import type { FunctionDefinition } from '../src/contracts/function.js';

/** Functions that are loaded together. `name` is the module path of a user's pack, the folder's name of a shipped one. */
export interface FunctionPack {
  name: string;
  functions: FunctionDefinition[];
}

/** A function pack that cannot be used. The message is one line: which pack, and what is wrong with it. */
export class FunctionPackError extends Error {
  override readonly name = 'FunctionPackError';
  readonly code = 'function_pack';

  constructor(
    readonly pack: string,
    fault: string,
    options?: ErrorOptions,
  ) {
    super(`Function pack '${pack}': ${fault.replace(/\s*\n\s*/g, ' ')}`, options);
  }
}
