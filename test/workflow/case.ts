import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { ExecutionRequest, StepRecord } from '../../src/contracts/execution.js';
import type { JsonObject } from '../../src/contracts/json.js';
import type { AttemptBehaviour, Behaviours } from '../../simulation/host/behaviour.js';
import type { StepSketch } from './plans.js';

/** A Plan, what its functions and a person do, and what comes of it. */
export interface Case {
  rule: string;
  steps: StepSketch[];
  document?: JsonObject;
  request?: Partial<ExecutionRequest>;
  behaviours?: Behaviours;
  /** Types that steps begin, by what their one step does. */
  children?: Record<string, AttemptBehaviour>;
  /** The history is short of room: the execution takes at least so many runs of the workflow. */
  runs?: number;
  /** By the time in ms from which on they are given; one that is refused then is given as soon as it is not. */
  commands?: [number, OriginatedCommand][];
  expected: {
    /** How the steps end: see `endOf`. */
    steps: string[];
    /** What the state has among other things; by default the execution is completed. */
    state?: object;
    /** Steps in the order in which they are started, each with its time in ms. */
    starts?: [number, number][];
    /** Arguments by step number. */
    inputs?: Record<number, JsonObject>;
    /** The whole log. */
    events?: string[];
  };
}
/** A step's status with what explains it: `skipped: condition_false`, `failed: broken`, `completed: fallback`. */
export function endOf({ status, skip_reason, used_fallback, error }: StepRecord): string {
  const why = skip_reason ?? (used_fallback ? 'fallback' : error?.type);
  return why === undefined ? status : `${status}: ${why}`;
}
/** The ends of steps that all complete. */
export const done = (count: number) => Array.from({ length: count }, () => 'completed');
