/** What a step's function does in a test, on whichever host it runs. */
import type { Json } from '../../src/contracts/json.js';

export interface ScriptedError {
  type: string;
  message?: string;
  transient?: boolean;
}
export type AttemptBehaviour = { takes_ms: number; output: Json } | { takes_ms: number; error: ScriptedError };
/** The same at every attempt, or one for each, of which the last stands for all that follow. */
export type UnitBehaviour = AttemptBehaviour | { attempts: AttemptBehaviour[] };
/** Of a step with `foreach` also one for each item, of which again the last stands for all that follow. */
export type Behaviour = UnitBehaviour | { items: UnitBehaviour[] };
/** By step number; a step that is not named returns an empty object after 100 ms. */
export type Behaviours = Record<number, Behaviour>;

export const output = (value: Json = {}, takes_ms = 100): AttemptBehaviour => ({ output: value, takes_ms });
export const failure = (type = 'broken', takes_ms = 100): AttemptBehaviour => ({ error: { type }, takes_ms });
export const transient = (type = 'connection', takes_ms = 100): AttemptBehaviour => ({
  error: { type, transient: true },
  takes_ms,
});

/** What one attempt of a step does, or of one of its items. */
export interface Attempted {
  step_number: number;
  item?: number | null;
  /** From 1. */
  attempt: number;
}
export function behaviourOf(behaviours: Behaviours, { step_number, item, attempt }: Attempted): AttemptBehaviour {
  const behaviour = unitBehaviour(behaviours[step_number] ?? output(), item ?? 0);
  if (!behaviour) throw new Error(`Step ${step_number} has no item to run for`);
  if (!('attempts' in behaviour)) return behaviour;
  const chosen = behaviour.attempts[attempt - 1] ?? behaviour.attempts.at(-1);
  if (!chosen) throw new Error(`Step ${step_number} has no attempt to make`);
  return chosen;
}
function unitBehaviour(behaviour: Behaviour, item: number): UnitBehaviour | undefined {
  return 'items' in behaviour ? (behaviour.items[item] ?? behaviour.items.at(-1)) : behaviour;
}
