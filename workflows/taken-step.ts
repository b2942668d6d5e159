/** Whether a step's output can be taken from the record of an earlier execution. */
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { PlanStep } from '../src/contracts/plan.js';
import { type RecordedStep, type Recording, stepSettings } from '../src/contracts/recording.js';
import { isEqual } from '../src/language/equality.js';

/** `input`: the arguments; of a step with `foreach` those of each item. Null when the step has to run. */
export function recordedStep(
  recording: Recording | undefined,
  step: PlanStep,
  input: JsonObject | JsonObject[],
): RecordedStep | null {
  const recorded = recording?.steps[String(step.step_number)];
  if (recorded?.function !== step.function) return null;
  const same = isSame(recorded.settings, stepSettings(step)) && isSame(recorded.input, input);
  return same ? recorded : null;
}
const isSame = (left: unknown, right: unknown): boolean => isEqual(left as Json, right as Json);
