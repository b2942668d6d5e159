/** Outcomes of steps that the workflow itself carries out: one attempt, and the workflow's clock. */
import type { StepWait } from '../../src/contracts/execution.js';
import type { Json } from '../../src/contracts/json.js';
import { failureNow } from '../attempt-failure.js';
import type { StepDispatch, StepOutcome } from '../step-host.js';
import type { StepSurroundings } from './step-behaviour.js';

const attemptOf = ({ earlier_attempts }: StepDispatch): number => earlier_attempts + 1;

/** Says that the step began; answers when, in ISO 8601. A step that goes on in a new run began before. */
export function begin({ step, item, ...dispatch }: StepDispatch, { host, report, resumed }: StepSurroundings): string {
  if (resumed) return resumed.since;
  const at = new Date(host.now()).toISOString();
  const attempt = attemptOf({ step, item, ...dispatch });
  report({ kind: 'started', step_number: step.step_number, ...(item === null ? {} : { item }), attempt, at });
  return at;
}
export function completed(
  dispatch: StepDispatch,
  { host }: StepSurroundings,
  since: string,
  output: Json,
): StepOutcome {
  const completed_at = new Date(host.now()).toISOString();
  return { kind: 'completed', output, attempt: attemptOf(dispatch), started_at: since, completed_at };
}
export function failed(dispatch: StepDispatch, { host }: StepSurroundings, type: string, message: string): StepOutcome {
  return { kind: 'failed', failure: failureNow(type, message, attemptOf(dispatch), host.now()) };
}
/** When the step gives up, in ms since the epoch. */
export function timeLimit({ since }: Pick<StepWait, 'since'>, seconds: number, surroundings: StepSurroundings): number {
  return Date.parse(since) + (seconds + surroundings.extension_seconds()) * 1000;
}
