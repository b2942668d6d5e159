/** How an execution is started, beside its input. Texts as they are typed. */
import { EXECUTION_MODES, type ExecutionMode } from '../../../../../src/contracts/document.js';
import type { JsonObject } from '../../../../../src/contracts/json.js';
import type { StartRequest } from '../../../../../src/contracts/start.js';
import { parseJson } from '../../../design/json-text.js';

export interface StartChoices {
  mode: string;
  max_parallelism: string;
  user_id: string;
  context: string;
  wait_seconds: string;
}
export const NO_CHOICES: StartChoices = { mode: '', max_parallelism: '', user_id: '', context: '', wait_seconds: '' };

export const isMode = (text: string): text is ExecutionMode => EXECUTION_MODES.some((mode) => mode === text);

/** Null for a context that is no JSON object. */
export function startRequest(input_data: JsonObject, choices: StartChoices, version?: number): StartRequest | null {
  const { mode, max_parallelism, user_id, context } = choices;
  const given = context.trim() === '' ? null : parseJson(context);
  if (given && !(given.ok && typeof given.value === 'object' && given.value !== null && !Array.isArray(given.value)))
    return null;
  const options = {
    ...(isMode(mode) && { mode }),
    ...(max_parallelism !== '' && { max_parallelism: Number(max_parallelism) }),
  };
  return {
    input_data,
    ...(Object.keys(options).length > 0 && { options }),
    ...(user_id.trim() !== '' && { user_id: user_id.trim() }),
    ...(given?.ok && { context: given.value as JsonObject }),
    ...(version !== undefined && { version }),
  };
}
