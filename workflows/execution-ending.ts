/** What an execution ends with: its status, its error, and the last event of its log (whose total_time_ms is added). */
import type { EventBody } from '../src/contracts/events.js';
import type { Approval, ExecutionError, ExecutionStatus, Risk } from '../src/contracts/execution.js';
import type { InputFinding } from '../src/contracts/finding.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import { recoveryLinks } from './recovery-links.js';
import type { StepRun } from './step-run.js';

export interface Ending {
  status: ExecutionStatus;
  error: ExecutionError | null;
  body: EventBody;
}
export function completion(output: JsonObject, risk: Risk | null): Ending {
  const body = { event: 'execution_completed', status: 'completed', total_time_ms: 0, output, risk } as const;
  return { status: 'completed', error: null, body };
}
export function rejection(output: JsonObject, risk: Risk | null, approval: Approval): Ending {
  const message = `The result was ${approval.status}: ${approval.notes ?? ''}`;
  const body = { event: 'execution_completed', status: 'rejected', total_time_ms: 0, output, risk } as const;
  return { status: 'rejected', error: { type: 'rejected', message }, body };
}
export function cancellation(): Ending {
  return { status: 'cancelled', error: null, body: { event: 'execution_cancelled', total_time_ms: 0 } };
}
export interface Failure {
  execution_id: string;
  error: ExecutionError;
  failedSteps: StepRun[];
  /** Null for an execution that closes. */
  parked_until: string | null;
}
export function failure({ execution_id, error, failedSteps, parked_until }: Failure): Ending {
  const failed_steps = failedSteps.map((run) => run.step.step_number);
  const dead_letter = parked_until === null ? null : { parked_until };
  const recovery = dead_letter ? failed_steps.flatMap((n) => recoveryLinks(execution_id, n)) : [];
  const body = { event: 'execution_failed', error, failed_steps, dead_letter, recovery, total_time_ms: 0 } as const;
  return { status: 'failed', error, body };
}
/** The first failed step, and how many more there are. */
export function stepFailure([first, ...others]: StepRun[]): ExecutionError {
  const { step_number = 0, step_name = '', error = null } = first?.record ?? {};
  const more = others.length > 0 ? ` (and ${others.length} more failed)` : '';
  const message = `Step ${step_number} ${step_name} failed: ${error?.message ?? ''}${more}`;
  return { type: error?.type ?? 'error', message, step_number };
}
export function outputFailure(findings: InputFinding[]): ExecutionError {
  const message = `The output does not fit the output_schema: ${findings[0]?.message ?? ''}`;
  return { type: 'output_invalid', message, findings: findings as unknown as Json[] };
}
export function timeoutFailure(timeout_seconds: number | null): ExecutionError {
  return { type: 'timeout', message: `The execution did not end within ${timeout_seconds} s` };
}
