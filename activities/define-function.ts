import type { FunctionDefinition } from '../src/contracts/function.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import { definitionFaults, definitionLabel } from './definition-check.js';

/**
 * Checks a function's definition and gives it back, typed for a pack. `Input` and `Output` describe what `run` takes
 * and returns; the platform checks the input against the schema `input` before each call.
 * @throws TypeError that names the function and everything that is wrong with its definition.
 */
export function defineFunction<Input = JsonObject, Output = Json>(
  definition: FunctionDefinition<Input, Output>,
): FunctionDefinition {
  const faults = definitionFaults(definition);
  if (faults.length > 0) throw new TypeError(`${definitionLabel(definition, 0)}: ${faults.join('; ')}`);
  return definition as unknown as FunctionDefinition;
}
