/** What an execution has shown of itself so far, step by step: from its log, its dispatches and the commands it took. */
import type { CommandKind, OriginatedCommand } from '../src/contracts/commands.js';
import type { ExecutionEvent } from '../src/contracts/events.js';
import { isFlowFunction } from '../src/contracts/flow-function.js';
import type { ExecutionState, StepRecord } from '../src/contracts/execution.js';
import type { Json, JsonObject } from '../src/contracts/json.js';
import type { Plan, PlanStep } from '../src/contracts/plan.js';
import type { StepDispatch } from '../workflows/step-host.js';

export type StepEnd = 'completed' | 'failed' | 'skipped';
export interface StepHistory {
  step: PlanStep;
  isFlow: boolean;
  /** How it has ended; null while it has not, also after it was opened again by hand. */
  end: StepEnd | null;
  /** Events that said so. */
  ends: number;
  /** Times that a person opened it again. */
  recoveries: number;
  hasFailed: boolean;
  /** Undefined while it has no value. */
  output: Json | undefined;
  /** What a person gave in place of the mapped arguments. */
  input_override: JsonObject | null;
  /** When it was started first, and last. */
  first_started_at: string | null;
  started_at: string | null;
  /** By which its time limit was extended since it was opened last. */
  extension_seconds: number;
  dispatches: number;
  /** Items that had an end when a person retried the step. */
  done: Set<number>;
  /** Attempts that began, by item; -1 for a step without `foreach`. */
  attempts: Map<number, number>;
  /** The arguments of the last dispatch, by item as well. */
  inputs: Map<number, JsonObject>;
}
const END_OF: Partial<Record<ExecutionEvent['event'], StepEnd>> = {
  step_completed: 'completed',
  step_failed: 'failed',
  step_skipped: 'skipped',
};
export const isStepEnd = ({ event }: ExecutionEvent): boolean => END_OF[event] !== undefined;
const newHistory = (step: PlanStep): StepHistory => ({
  step,
  isFlow: isFlowFunction(step.function),
  end: null,
  ends: 0,
  recoveries: 0,
  hasFailed: false,
  output: undefined,
  input_override: null,
  first_started_at: null,
  started_at: null,
  extension_seconds: 0,
  dispatches: 0,
  done: new Set(),
  attempts: new Map(),
  inputs: new Map(),
});

export class Ledger {
  readonly steps: Map<number, StepHistory>;
  /** The whole log, over all runs of the workflow. */
  readonly log: ExecutionEvent[] = [];
  /** Each event as it was when it was seen first. */
  readonly texts: string[] = [];
  /** Commands that were taken, without those that were given again at once. */
  readonly commands: OriginatedCommand[] = [];
  /** The kinds of all that were taken. */
  readonly taken: CommandKind[] = [];
  /** By what the execution was told, not by what it says. */
  paused = false;
  /** When a cancel was taken, in ms of virtual time; null while none was. */
  cancelled_at: number | null = null;
  handOvers = 0;
  parks = 0;
  /** While it is parked: until when. */
  parked_until: string | null = null;

  /** A failure cancels what runs, which may start again when it is recovered. */
  readonly failsFast: boolean;

  constructor(plan: Plan) {
    this.failsFast = plan.execution.failure_policy === 'fail_fast';
    this.steps = new Map(plan.steps.map((step) => [step.step_number, newHistory(step)]));
  }
  step(step_number: number): StepHistory {
    const history = this.steps.get(step_number);
    if (!history) throw new Error(`The log names step ${step_number}, which is not in the Plan`);
    return history;
  }
  get cancelled(): boolean {
    return this.cancelled_at !== null;
  }
  /** Its output is what a person gave. */
  isCompletedByHand(step_number: number): boolean {
    return this.commands.some((command) => command.kind === 'complete' && command.step_number === step_number);
  }
  /** Steps that have ended. */
  get ended(): number {
    let count = 0;
    for (const { end } of this.steps.values()) if (end !== null) count += 1;
    return count;
  }
  /** To be called after the event was checked against what was known before. */
  take(event: ExecutionEvent): void {
    this.log.push(event);
    this.texts.push(JSON.stringify(event));
    if (event.event === 'execution_failed' && event.dead_letter !== null) {
      this.parks += 1;
      this.parked_until = event.dead_letter.parked_until;
    }
    if (event.event === 'step_started') this.started(this.step(event.step_number), event.timestamp);
    const end = END_OF[event.event];
    if (end === undefined || !('step_number' in event)) return;
    const history = this.step(event.step_number);
    history.end = end;
    history.ends += 1;
    history.output = event.event === 'step_completed' ? event.output : undefined;
    history.hasFailed ||= end === 'failed';
  }
  /** A command that was not refused. */
  accept(command: OriginatedCommand, now_ms: number, { steps }: ExecutionState): void {
    this.commands.push(command);
    this.taken.push(command.kind);
    switch (command.kind) {
      case 'pause':
        this.paused = true;
        break;
      case 'resume':
        this.paused = false;
        break;
      case 'cancel':
        this.cancelled_at ??= now_ms;
        break;
      case 'extend_timeout':
        this.step(command.step_number).extension_seconds += command.seconds;
        break;
      case 'retry':
        this.reopen(this.step(command.step_number), command.input_override);
        this.keepItems(steps.find((step) => step.step_number === command.step_number));
        break;
      case 'skip':
      case 'complete':
        this.reopen(this.step(command.step_number));
    }
  }
  dispatched({ step, item, input }: StepDispatch): void {
    const history = this.step(step.step_number);
    history.dispatches += 1;
    history.inputs.set(item ?? -1, input);
  }
  attempted({ step, item }: StepDispatch): void {
    const { attempts } = this.step(step.step_number);
    attempts.set(item ?? -1, (attempts.get(item ?? -1) ?? 0) + 1);
  }
  private started(history: StepHistory, at: string): void {
    history.first_started_at ??= at;
    history.started_at = at;
  }
  /** Items that a retry must not run again. */
  private keepItems(record: StepRecord | undefined): void {
    if (!record) return;
    const done = (record.items ?? []).filter(({ status }) => status === 'completed' || status === 'skipped');
    this.step(record.step_number).done = new Set(done.map(({ index }) => index));
  }
  private reopen(history: StepHistory, input_override?: JsonObject): void {
    history.input_override = input_override ?? history.input_override;
    this.parked_until = null;
    history.recoveries += 1;
    history.end = null;
    history.extension_seconds = 0;
  }
}
