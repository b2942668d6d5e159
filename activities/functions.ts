/** What a function pack imports: `import { defineFunction } from 'dynamic-executor/functions'`. */
export { defineFunction } from './define-function.js';
export { PermanentError, TransientError } from './errors.js';
export type { FailureOptions } from './errors.js';
export type { FunctionContext, FunctionDefinition, FunctionLog, ProgressUpdate } from '../src/contracts/function.js';
export type { Json, JsonObject, JsonSchema } from '../src/contracts/json.js';
