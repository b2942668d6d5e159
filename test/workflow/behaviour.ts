/** What a step's function does in a test, on whichever host it runs. */
import type { Json, JsonObject } from '../../src/contracts/json.js';

export interface ScriptedError {
  type: string;
  message?: string;
  transient?: boolean;
}
export type AttemptBehaviour = { takes_ms: number; output: Json } | { takes_ms: number; error: ScriptedError };
/** The same at every attempt, or one for each, of which the last stands for all that follow. */
export type Behaviour = AttemptBehaviour | { attempts: AttemptBehaviour[] };
/** By step number; a step that is not named returns an empty object after 100 ms. */
export type Behaviours = Record<number, Behaviour>;

export const output = (value: JsonObject = {}, takes_ms = 100): AttemptBehaviour => ({ output: value, takes_ms });
export const failure = (type = 'broken', takes_ms = 100): AttemptBehaviour => ({ error: { type }, takes_ms });
export const transient = (type = 'connection', takes_ms = 100): AttemptBehaviour => ({
  error: { type, transient: true },
  takes_ms,
});

/** `attempt` counts from 1. */
export function behaviourOf(behaviours: Behaviours, step_number: number, attempt: number): AttemptBehaviour {
  const behaviour = behaviours[step_number] ?? output();
  if (!('attempts' in behaviour)) return behaviour;
  const chosen = behaviour.attempts[attempt - 1] ?? behaviour.attempts.at(-1);
  if (!chosen) throw new Error(`Step ${step_number} has no attempt to make`);
  return chosen;
}
