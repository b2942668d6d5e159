/** Runs steps as Temporal activities: the host of real executions. */
import {
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  proxySinks,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { AttemptReport, AttemptResult, AttemptSuccess, StepAssignment } from '../src/contracts/attempt.js';
import type { ExecutionEvent } from '../src/contracts/events.js';
import type { ExecutionRequest } from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { EventSinks, PlatformActivities } from '../src/contracts/run.js';
import { failureOf } from './activity-outcome.js';
import type { ExecutionSnapshot, StepDispatch, StepHost, StepOutcome } from './step-host.js';
import { localActivityOptions, remoteActivityOptions } from './step-activity-options.js';

type LocalStep = (input: JsonObject, assignment: StepAssignment) => Promise<AttemptResult>;
type RemoteStep = (input: JsonObject, assignment: StepAssignment) => Promise<AttemptSuccess>;

const platform = proxyLocalActivities<PlatformActivities>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
});
const { events: eventSink } = proxySinks<EventSinks>();

export class TemporalStepHost implements StepHost {
  private readonly scopes = new Map<number, CancellationScope>();
  /** Remote dispatches by step. */
  private readonly dispatches = new Map<number, number>();

  constructor(private readonly request: ExecutionRequest) {}

  now(): number {
    return Date.now();
  }
  async runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    const scope = new CancellationScope();
    const { step_number } = dispatch.step;
    this.scopes.set(step_number, scope);
    try {
      return await scope.run(() => this.attempts(dispatch, report));
    } catch (error) {
      if (isCancellation(error) && scope.consideredCancelled) return { kind: 'cancelled' };
      if (!(error instanceof ActivityFailure)) throw error;
      return { kind: 'failed', failure: failureOf(error, dispatch) };
    } finally {
      this.scopes.delete(step_number);
    }
  }
  cancelStep(step_number: number): void {
    this.scopes.get(step_number)?.cancel();
  }
  async wait(predicate: () => boolean, timeout_ms: number | null): Promise<boolean> {
    if (timeout_ms !== null) return condition(predicate, timeout_ms);
    await condition(predicate);
    return true;
  }
  publish(events: ExecutionEvent[]): void {
    eventSink.publish(events);
  }
  checkOutput(output: JsonObject) {
    return platform.checkOutput(this.request.plan_hash, output);
  }
  save({ state, events }: ExecutionSnapshot): Promise<void> {
    return platform.saveExecution({ request: this.request, run_id: workflowInfo().runId, state, events });
  }

  /** A fast function's first attempt is a local activity; what has to be retried goes on as a remote one. */
  private async attempts(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    if (!dispatch.step.fast || dispatch.earlier_attempts > 0) return this.remote(dispatch);
    const began = this.now();
    const first = await this.local(dispatch);
    if (first.kind === 'completed') return first;
    if (first.delay_seconds === null) return { kind: 'failed', failure: first };
    report({ kind: 'failed', step_number: dispatch.step.step_number, failure: first });
    await sleep(first.delay_seconds * 1000);
    const used_retries = first.type === 'worker_lost' ? 0 : 1;
    return this.remote({ ...dispatch, earlier_attempts: first.attempt }, used_retries, this.now() - began);
  }
  private local(dispatch: StepDispatch): Promise<AttemptResult> {
    const activities = proxyLocalActivities<Record<string, LocalStep>>(localActivityOptions(dispatch.step));
    const run = activities[dispatch.step.function] as LocalStep;
    return run(dispatch.input, this.assignment(dispatch, 0));
  }
  private remote(dispatch: StepDispatch, used_retries = 0, spent_ms = 0): Promise<StepOutcome> {
    const { step, input } = dispatch;
    const number = (this.dispatches.get(step.step_number) ?? 0) + 1;
    this.dispatches.set(step.step_number, number);
    const options = remoteActivityOptions(step, { dispatch: number, spent_ms });
    const activities = proxyActivities<Record<string, RemoteStep>>(options);
    const run = activities[step.function] as RemoteStep;
    return run(input, this.assignment(dispatch, used_retries));
  }
  private assignment({ step, earlier_attempts }: StepDispatch, used_retries: number): StepAssignment {
    const { execution_id, plan_hash } = this.request;
    return { execution_id, step_number: step.step_number, plan_hash, earlier_attempts, used_retries };
  }
}
