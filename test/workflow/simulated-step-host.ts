/** A StepHost with virtual time: steps take as long as the test says, and every run gives the same log. */
import type { AttemptFailure, AttemptReport } from '../../src/contracts/attempt.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { InputFinding } from '../../src/contracts/finding.js';
import type { JsonObject } from '../../src/contracts/json.js';
import { followUp } from '../../activities/follow-up.js';
import type { ExecutionSnapshot, StepDispatch, StepHost, StepOutcome } from '../../workflows/step-host.js';
import { behaviourOf, type Behaviours, type ScriptedError } from './behaviour.js';

/** A step on its way: its attempts end when it is cancelled. */
interface Running {
  dispatch: StepDispatch;
  report: (report: AttemptReport) => void;
  resolve: (outcome: StepOutcome) => void;
  cancelled: boolean;
}
interface Timer {
  at: number;
  order: number;
  fire: () => void;
}
const START = Date.parse('2026-01-01T00:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();

export class SimulatedStepHost implements StepHost {
  readonly published: ExecutionEvent[] = [];
  readonly saved: ExecutionSnapshot[] = [];
  readonly dispatched: { step_number: number; input: JsonObject; at_ms: number }[] = [];
  outputFindings: InputFinding[] = [];
  /** Called while a record is being stored. */
  duringSave: () => void = () => undefined;
  private clock = START;
  private order = 0;
  private timers: Timer[] = [];
  private waits: { predicate: () => boolean; resolve: (held: boolean) => void }[] = [];
  private readonly cancels = new Map<number, () => void>();

  constructor(private readonly behaviours: Behaviours = {}) {}

  now(): number {
    return this.clock;
  }
  get elapsed_ms(): number {
    return this.clock - START;
  }
  /** Runs something when the clock stands at `ms` after the start. */
  at(ms: number, fire: () => void): void {
    this.timers.push({ at: START + ms, order: (this.order += 1), fire });
  }
  runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    const { step_number } = dispatch.step;
    this.dispatched.push({ step_number, input: dispatch.input, at_ms: this.elapsed_ms });
    return new Promise((resolve) => {
      const running: Running = { dispatch, report, resolve, cancelled: false };
      this.cancels.set(step_number, () => {
        running.cancelled = true;
        resolve({ kind: 'cancelled' });
      });
      this.attempt(running, dispatch.earlier_attempts + 1, 0);
    });
  }
  cancelStep(step_number: number): void {
    this.cancels.get(step_number)?.();
  }
  wait(predicate: () => boolean, timeout_ms: number | null): Promise<boolean> {
    if (predicate()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const wait = { predicate, resolve };
      this.waits.push(wait);
      if (timeout_ms !== null) this.at(this.elapsed_ms + timeout_ms, () => this.giveUp(wait));
    });
  }
  publish(events: ExecutionEvent[]): void {
    this.published.push(...events);
  }
  checkOutput(): Promise<InputFinding[]> {
    return Promise.resolve(this.outputFindings);
  }
  save(snapshot: ExecutionSnapshot): Promise<void> {
    this.saved.push(structuredClone(snapshot));
    this.duringSave();
    return Promise.resolve();
  }
  /** Lets virtual time run until `finished`, or until nothing more can happen. */
  async drive(finished: Promise<void>): Promise<'finished' | 'waiting'> {
    let done = false;
    void finished.then(() => (done = true));
    for (;;) {
      await this.quiet();
      if (done) return 'finished';
      const next = this.timers.sort((a, b) => a.at - b.at || a.order - b.order).shift();
      if (!next) return 'waiting';
      this.clock = Math.max(this.clock, next.at);
      next.fire();
    }
  }

  private attempt(running: Running, attempt: number, used_retries: number): void {
    if (running.cancelled) return;
    const { step_number } = running.dispatch.step;
    const behaviour = behaviourOf(this.behaviours, step_number, attempt);
    const started_at = iso(this.clock);
    running.report({ kind: 'started', step_number, attempt, at: started_at });
    this.at(this.elapsed_ms + behaviour.takes_ms, () => {
      const times = { attempt, started_at, completed_at: iso(this.clock) };
      if ('output' in behaviour) running.resolve({ kind: 'completed', output: behaviour.output, ...times });
      else this.failed(running, { ...failureOf(behaviour.error), ...times }, used_retries);
    });
  }
  private failed(running: Running, failed: Omit<AttemptFailure, 'delay_seconds'>, used_retries: number): void {
    const { step } = running.dispatch;
    const delay_seconds = followUp(step.retry, { ...failed, retry_after_seconds: null }, used_retries);
    const failure = { ...failed, delay_seconds };
    if (delay_seconds === null) return running.resolve({ kind: 'failed', failure });
    running.report({ kind: 'failed', step_number: step.step_number, failure });
    this.at(this.elapsed_ms + delay_seconds * 1000, () => this.attempt(running, failed.attempt + 1, used_retries + 1));
  }
  private giveUp(wait: (typeof this.waits)[number]): void {
    if (!this.waits.includes(wait)) return;
    this.waits = this.waits.filter((other) => other !== wait);
    wait.resolve(false);
  }
  /** Until every promise that can go on has gone on. */
  private async quiet(): Promise<void> {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const wait of this.waits.filter(({ predicate }) => predicate())) {
        this.waits = this.waits.filter((other) => other !== wait);
        wait.resolve(true);
        rounds = 0;
      }
    }
  }
}
const failureOf = ({ type, message = type, transient = false }: ScriptedError) => ({
  kind: 'failed' as const,
  type,
  message,
  transient,
  findings: [],
});
