/** A step that calls a function: the host runs its attempts. */
import type { StepBehaviour } from './step-behaviour.js';

export const functionStep: StepBehaviour = {
  run: (dispatch, { host, report }) => host.runStep(dispatch, report),
};
