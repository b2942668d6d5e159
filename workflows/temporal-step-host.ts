/** Runs steps as Temporal activities: the host of real executions. */
import {
  ActivityFailure,
  CancellationScope,
  condition,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  proxySinks,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { AttemptReport, AttemptResult, AttemptSuccess, StepAssignment } from '../src/contracts/attempt.js';
import type { ChildEnd, ChildStart } from '../src/contracts/child.js';
import type { AppliedCommand } from '../src/contracts/commands.js';
import type { ExecutionEvent } from '../src/contracts/events.js';
import type { ExecutionRequest, ExecutionStatus } from '../src/contracts/execution.js';
import type { Json, JsonObject, JsonSchema } from '../src/contracts/json.js';
import type { EventSinks, PlatformActivities } from '../src/contracts/run.js';
import { failureOf, outOfTime } from './activity-outcome.js';
import { historyPressure } from './history-pressure.js';
import { showStatus } from './search-attributes.js';
import type {
  ChildBegun,
  ExecutionSnapshot,
  HistoryPressure,
  StepDispatch,
  StepHost,
  StepOutcome,
} from './step-host.js';
import { localActivityOptions, remoteActivityOptions } from './step-activity-options.js';
import { unitKey } from './step-unit.js';
import { TaskBudget } from './task-budget.js';
import { cancelChildExecution, startChildExecution } from './temporal-children.js';

type LocalStep = (input: JsonObject, assignment: StepAssignment) => Promise<AttemptResult>;
type RemoteStep = (input: JsonObject, assignment: StepAssignment) => Promise<AttemptSuccess>;
interface Spent {
  used_retries: number;
  /** Of total_timeout_seconds, in ms. */
  spent_ms: number;
}
/** The workflow keeps total_timeout_seconds itself since a person can extend it; the worker is given this much to say it first. */
const TOTAL_TIMER = 'total-timeout-timer';
const TOTAL_GRACE_MS = 500;

const platform = proxyLocalActivities<PlatformActivities>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
});
const { events: eventSink } = proxySinks<EventSinks>();
/** Not in executions from before there was a budget. */
const TASK_BUDGET = 'task-budget';
/** A timer that fires at once does it in the next task. */
async function endTask(): Promise<void> {
  if (patched(TASK_BUDGET)) await CancellationScope.nonCancellable(() => sleep(1));
}
const keyOf = ({ step, item }: StepDispatch): string => unitKey(step.step_number, item);

export class TemporalStepHost implements StepHost {
  private readonly scopes = new Map<string, CancellationScope>();
  /** Remote dispatches by step, or by item. */
  private readonly dispatches = new Map<string, number>();
  /** By how many ms the time limits of a step were moved, by step number. */
  private readonly extensions = new Map<number, number>();
  private readonly budget = new TaskBudget(endTask);
  private readonly telling = new Set<Promise<void>>();

  constructor(
    private readonly request: ExecutionRequest,
    private readonly childEnded: (end: ChildEnd) => void,
  ) {}

  now(): number {
    return Date.now();
  }
  async runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    const scope = new CancellationScope();
    this.scopes.set(keyOf(dispatch), scope);
    try {
      return await scope.run(() => this.attempts(dispatch, report));
    } catch (error) {
      if (isCancellation(error) && scope.consideredCancelled) return { kind: 'cancelled' };
      if (!(error instanceof ActivityFailure)) throw error;
      return { kind: 'failed', failure: failureOf(error, dispatch) };
    } finally {
      this.scopes.delete(keyOf(dispatch));
    }
  }
  cancelStep(step_number: number, item: number | null): void {
    this.scopes.get(unitKey(step_number, item))?.cancel();
  }
  extendStep(step_number: number, seconds: number): void {
    this.extensions.set(step_number, this.extensionMs(step_number) + seconds * 1000);
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
  checkValue(schema: JsonSchema, value: Json) {
    return platform.checkValue(schema, value);
  }
  save(snapshot: ExecutionSnapshot): Promise<void> {
    return platform.saveExecution({ request: this.request, run_id: workflowInfo().runId, ...snapshot });
  }
  saveSegment(events: ExecutionEvent[], commands: AppliedCommand[]): Promise<void> {
    return platform.saveSegment(this.request.execution_id, events, commands);
  }
  showStatus(status: ExecutionStatus, risk_score: number | null): void {
    showStatus(this.request, status, risk_score);
  }
  async startChild(start: ChildStart): Promise<ChildBegun> {
    const prepared = await platform.prepareChild(start);
    if (prepared.kind === 'refused') return prepared;
    await startChildExecution(prepared.request, this.childEnded);
    return { kind: 'begun' };
  }
  cancelChild(execution_id: string): void {
    const told = cancelChildExecution(execution_id).finally(() => this.telling.delete(told));
    this.telling.add(told);
  }
  /** What was said to other executions has arrived. */
  async settled(): Promise<void> {
    await Promise.all(this.telling);
  }
  historyPressure(): HistoryPressure {
    return historyPressure(workflowInfo(), this.request.history_limit);
  }

  /** A fast function's first attempt is a local activity; what has to be retried goes on as a remote one. */
  private async attempts(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    if (!dispatch.step.fast || dispatch.earlier_attempts > 0) return this.remote(dispatch);
    const began = this.now();
    const first = await this.local(dispatch);
    if (first.kind === 'completed') return first;
    if (first.delay_seconds === null) return { kind: 'failed', failure: first };
    report({ kind: 'failed', ...placeOf(dispatch), failure: first });
    await sleep(first.delay_seconds * 1000);
    const used_retries = first.type === 'worker_lost' ? 0 : 1;
    const spent_ms = this.now() - began;
    return this.remote({ ...dispatch, earlier_attempts: first.attempt }, { used_retries, spent_ms });
  }
  private local(dispatch: StepDispatch): Promise<AttemptResult> {
    const room = this.budget.forResult();
    return room ? room.then(() => this.runLocal(dispatch)) : this.runLocal(dispatch);
  }
  private runLocal(dispatch: StepDispatch): Promise<AttemptResult> {
    const { step, item, input } = dispatch;
    const activities = proxyLocalActivities<Record<string, LocalStep>>(localActivityOptions(step, item));
    const run = activities[step.function] as LocalStep;
    const result = run(input, this.assignment(dispatch, { used_retries: 0, spent_ms: 0 }));
    result.then(
      (known) => this.budget.settle(known.kind === 'completed' ? known.output : null),
      () => this.budget.settle(null),
    );
    return result;
  }
  private remote(dispatch: StepDispatch, spent: Spent = { used_retries: 0, spent_ms: 0 }): Promise<StepOutcome> {
    const { total_timeout_seconds } = dispatch.step;
    if (total_timeout_seconds === null) return this.activity(dispatch, spent, null);
    const left_ms = total_timeout_seconds * 1000 - spent.spent_ms;
    return patched(TOTAL_TIMER)
      ? this.within(left_ms, dispatch, this.activity(dispatch, spent, null))
      : this.activity(dispatch, spent, left_ms);
  }
  private activity(dispatch: StepDispatch, spent: Spent, schedule_to_close_ms: number | null): Promise<StepOutcome> {
    const room = this.budget.forArguments(dispatch.input);
    const run = () => this.runRemote(dispatch, spent, schedule_to_close_ms);
    return room ? room.then(run) : run();
  }
  private runRemote(dispatch: StepDispatch, spent: Spent, schedule_to_close_ms: number | null): Promise<StepOutcome> {
    const { step, item, input } = dispatch;
    const number = (this.dispatches.get(keyOf(dispatch)) ?? 0) + 1;
    this.dispatches.set(keyOf(dispatch), number);
    const options = remoteActivityOptions(step, { item, dispatch: number, schedule_to_close_ms });
    const activities = proxyActivities<Record<string, RemoteStep>>(options);
    const run = activities[step.function] as RemoteStep;
    return run(input, this.assignment(dispatch, spent));
  }
  /** The outcome, or a timeout when it does not come in time; a person may move that while it runs. */
  private async within(left_ms: number, dispatch: StepDispatch, outcome: Promise<StepOutcome>): Promise<StepOutcome> {
    const { step_number } = dispatch.step;
    const began = { at: this.now(), extension: dispatch.item === null ? this.extensionMs(step_number) : 0 };
    let isOver = false;
    const over = () => void (isOver = true);
    outcome.then(over, over);
    for (;;) {
      const extended = this.extensionMs(step_number);
      const end = began.at + left_ms + TOTAL_GRACE_MS + extended - began.extension;
      const changed = () => isOver || this.extensionMs(step_number) !== extended;
      const wait_ms = end - this.now();
      if (wait_ms <= 0 || !(await condition(changed, wait_ms))) break;
      if (isOver) return outcome;
    }
    CancellationScope.current().cancel();
    return { kind: 'failed', failure: outOfTime(dispatch) };
  }
  private extensionMs(step_number: number): number {
    return this.extensions.get(step_number) ?? 0;
  }
  private assignment(dispatch: StepDispatch, { used_retries, spent_ms }: Spent): StepAssignment {
    const { execution_id, plan_hash } = this.request;
    const { earlier_attempts } = dispatch;
    const spent = spent_ms > 0 ? { spent_ms } : {};
    return { execution_id, ...placeOf(dispatch), plan_hash, earlier_attempts, used_retries, ...spent };
  }
}
const placeOf = ({ step, item }: StepDispatch) => ({
  step_number: step.step_number,
  ...(item === null ? {} : { item }),
});
