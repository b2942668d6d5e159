/** The kinds of steps, by function name; every other name is a function that a worker runs. */
import { type FlowFunction, isFlowFunction } from '../../src/contracts/flow-function.js';
import type { PlanStep } from '../../src/contracts/plan.js';
import { functionStep } from './function-step.js';
import { signalStep } from './signal-step.js';
import type { StepBehaviour } from './step-behaviour.js';
import { waitStep } from './wait-step.js';
import { workflowStep } from './workflow-step.js';

export const SIGNAL_FUNCTION: FlowFunction = 'flow.signal';
const BEHAVIOURS: Record<FlowFunction, StepBehaviour> = {
  'flow.wait': waitStep,
  'flow.signal': signalStep,
  'flow.workflow': workflowStep,
};
export const behaviourOf = ({ function: name }: PlanStep): StepBehaviour =>
  isFlowFunction(name) ? BEHAVIOURS[name] : functionStep;
