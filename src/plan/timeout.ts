import type { WorkflowStep } from '../contracts/document.js';
import { type FlowFunction, isFlowFunction } from '../contracts/flow-function.js';

const TIMEOUT_SECONDS = 300;
const YEAR_SECONDS = 31_536_000;
/** Steps that wait for time, for people or for other executions. */
const FLOW_TIMEOUT_SECONDS: Record<FlowFunction, number> = {
  'flow.wait': YEAR_SECONDS,
  'flow.signal': 72 * 3600,
  'flow.workflow': YEAR_SECONDS,
};

/** The limit of one attempt in seconds, with the default filled in. */
export function timeoutSeconds({ timeout_seconds, function_to_call }: WorkflowStep): number {
  const otherwise = isFlowFunction(function_to_call) ? FLOW_TIMEOUT_SECONDS[function_to_call] : TIMEOUT_SECONDS;
  return timeout_seconds ?? otherwise;
}
