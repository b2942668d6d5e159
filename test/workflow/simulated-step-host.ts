/** A StepHost with virtual time: steps take as long as the test says, and every run gives the same log. */
import type { AttemptFailure, AttemptReport } from '../../src/contracts/attempt.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { InputFinding } from '../../src/contracts/finding.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { ExecutionSnapshot, StepDispatch, StepHost, StepOutcome } from '../../workflows/step-host.js';

export type Behaviour =
  | { takes_ms?: number; output: Json }
  | { takes_ms?: number; error: { type: string; message?: string; transient?: boolean } }
  | { retries: Behaviour[] };
export type Script = (dispatch: StepDispatch) => Behaviour;

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
  private clock = START;
  private order = 0;
  private timers: Timer[] = [];
  private waits: { predicate: () => boolean; resolve: (held: boolean) => void }[] = [];
  private readonly cancels = new Map<number, () => void>();

  constructor(private readonly script: Script) {}

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
      this.cancels.set(step_number, () => resolve({ kind: 'cancelled' }));
      this.attempt(dispatch, this.script(dispatch), dispatch.earlier_attempts + 1, report, resolve);
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

  private attempt(
    dispatch: StepDispatch,
    behaviour: Behaviour,
    attempt: number,
    report: (report: AttemptReport) => void,
    resolve: (outcome: StepOutcome) => void,
  ): void {
    const { step_number } = dispatch.step;
    if ('retries' in behaviour) return this.sequence(dispatch, behaviour.retries, attempt, report, resolve);
    const started_at = iso(this.clock);
    report({ kind: 'started', step_number, attempt, at: started_at });
    this.at(this.elapsed_ms + (behaviour.takes_ms ?? 0), () => {
      const completed_at = iso(this.clock);
      if ('output' in behaviour) resolve({ kind: 'completed', output: behaviour.output, attempt, started_at, completed_at });
      else resolve({ kind: 'failed', failure: failureOf(behaviour, attempt, started_at, completed_at, null) });
    });
  }
  private sequence(
    dispatch: StepDispatch,
    [first, ...rest]: Behaviour[],
    attempt: number,
    report: (report: AttemptReport) => void,
    resolve: (outcome: StepOutcome) => void,
  ): void {
    if (!first) throw new Error('A sequence of attempts is empty');
    this.attempt(dispatch, first, attempt, report, (outcome) => {
      if (outcome.kind !== 'failed' || rest.length === 0) return resolve(outcome);
      const failure = { ...outcome.failure, delay_seconds: 1 };
      report({ kind: 'failed', step_number: dispatch.step.step_number, failure });
      this.at(this.elapsed_ms + 1000, () => this.sequence(dispatch, rest, attempt + 1, report, resolve));
    });
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
function failureOf(
  { error }: { error: { type: string; message?: string; transient?: boolean } },
  attempt: number,
  started_at: string,
  completed_at: string,
  delay_seconds: number | null,
): AttemptFailure {
  const { type, message = type, transient = false } = error;
  return { kind: 'failed', type, message, transient, attempt, delay_seconds, findings: [], started_at, completed_at };
}
