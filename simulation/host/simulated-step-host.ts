/**
 * The simulated StepHost: one run of an execution's workflow in virtual time. Steps do what the test says, nothing
 * happens by itself, and every run gives the same log.
 *
 * `nextRun` is the host of the run after a continue-as-new: the same time, the same children, the same stores. The run
 * before it is over then: nothing resolves in it any more, and what it still asks for does not happen.
 */
import type { AttemptReport } from '../../src/contracts/attempt.js';
import type { ChildStart } from '../../src/contracts/child.js';
import type { AppliedCommand } from '../../src/contracts/commands.js';
import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { ExecutionStatus } from '../../src/contracts/execution.js';
import type { InputFinding } from '../../src/contracts/finding.js';
import type { Json, JsonObject, JsonSchema } from '../../src/contracts/json.js';
import { settledSchema } from '../../src/schema/settled.js';
import type {
  ChildBegun,
  ExecutionSnapshot,
  HistoryPressure,
  StepDispatch,
  StepHost,
  StepOutcome,
} from '../../workflows/step-host.js';
import type { Behaviours } from './behaviour.js';
import { StoredSnapshot } from './stored-snapshot.js';
import { SimulatedWork } from './simulated-work.js';
import { SimulatedWorld } from './simulated-world.js';
import type { Timer } from './virtual-time.js';

interface Wait {
  predicate: () => boolean;
  resolve: (held: boolean) => void;
  timer: Timer | null;
}
/** Looked at again after this long when a wake-up was lost, in ms. */
const LOST_WAKE_UP_MS = 7;
/** A run that asks for more than this at one moment is in an endless loop. */
const MOST_ASKED = 10_000;
/** Until every promise that can go on has gone on: Node fires this when no microtask is left. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

export class SimulatedStepHost implements StepHost {
  readonly world: SimulatedWorld;
  private waits: Wait[] = [];
  private readonly works = new Map<string, SimulatedWork>();
  isOver = false;
  /** What the run asked for since the clock last moved. */
  private asked = 0;
  private storing = 0;
  /** Of these the run has not taken notice yet. */
  private stored = 0;
  private overlooked = 0;

  constructor(world: Behaviours | SimulatedWorld = {}) {
    this.world = world instanceof SimulatedWorld ? world : new SimulatedWorld(world);
  }
  nextRun(): SimulatedStepHost {
    this.isOver = true;
    this.drop(this.waits);
    return new SimulatedStepHost(this.world);
  }
  get elapsed_ms(): number {
    return this.world.time.elapsed_ms;
  }
  get inFlight(): number {
    return this.works.size;
  }
  /** A worker has the step, or the item. */
  carries(step_number: number, item: number | null): boolean {
    return this.works.has(unitKey(step_number, item));
  }
  /** Something is being stored, or a wake-up was lost: it goes on by itself. */
  get isBusy(): boolean {
    return this.storing > 0 || this.overlooked > 0;
  }
  /** Runs something when the clock stands at `ms` after the start. */
  at(ms: number, fire: () => void): void {
    this.world.time.at(ms, fire);
  }
  now(): number {
    return this.world.time.now;
  }
  runStep(dispatch: StepDispatch, report: (report: AttemptReport) => void): Promise<StepOutcome> {
    if (this.isOver) return never();
    this.world.onDispatch(dispatch);
    const { step, item, input } = dispatch;
    const { time, faults, play, dispatched } = this.world;
    const signal = (sent: AttemptReport) => (this.world.signal ?? report)(sent);
    dispatched.push({ step_number: step.step_number, item, input, at_ms: time.elapsed_ms });
    const work = new SimulatedWork(dispatch, { time, faults, play, report, signal });
    const key = unitKey(step.step_number, item);
    this.works.set(key, work);
    return this.unlessOver(work.outcome.then((outcome) => this.ended(key, work, outcome)));
  }
  cancelStep(step_number: number, item: number | null = null): void {
    this.works.get(unitKey(step_number, item))?.cancel();
  }
  extendStep(step_number: number, seconds: number): void {
    this.world.extended.push({ step_number, seconds });
    for (const [key, work] of this.works) if (key.startsWith(`${step_number}/`)) work.extend(seconds);
  }
  wait(predicate: () => boolean, timeout_ms: number | null): Promise<boolean> {
    if (this.isOver || this.isSpinning()) return never();
    if (predicate()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const wait: Wait = { predicate, resolve, timer: null };
      this.waits.push(wait);
      if (timeout_ms !== null) wait.timer = this.world.time.after(timeout_ms, () => this.giveUp(wait));
    });
  }
  publish(events: ExecutionEvent[]): void {
    if (this.isOver) return;
    const times = this.world.faults.publications();
    for (let time = 0; time < times; time += 1) this.world.published.push(...events);
  }
  checkOutput(_output: JsonObject): Promise<InputFinding[]> {
    return this.afterStoring(() => this.world.outputFindings);
  }
  checkValue(schema: JsonSchema, value: Json): Promise<InputFinding[]> {
    return this.afterStoring(() => settledSchema(schema).validate(value, 'input_invalid').findings);
  }
  save(snapshot: ExecutionSnapshot): Promise<void> {
    const record = new StoredSnapshot(snapshot);
    return this.store(() => this.world.saved.push(record));
  }
  showStatus(status: ExecutionStatus, risk_score: number | null): void {
    if (!this.isOver) this.world.shown.push({ status, risk_score });
  }
  saveSegment(events: ExecutionEvent[], commands: AppliedCommand[]): Promise<void> {
    const segment = JSON.parse(JSON.stringify(events)) as ExecutionEvent[];
    const applied = JSON.parse(JSON.stringify(commands)) as AppliedCommand[];
    return this.store(() => {
      this.world.segments.push(segment);
      this.world.segmentCommands.push(applied);
    });
  }
  startChild(start: ChildStart): Promise<ChildBegun> {
    return this.afterStoring(() => this.world.children.start(start)).then((begun) => this.heard(start, begun));
  }
  cancelChild(execution_id: string): void {
    if (!this.isOver) this.world.children.cancel(execution_id);
  }
  historyPressure(): HistoryPressure {
    return this.world.pressure();
  }
  /** Lets virtual time run until `finished`, or until nothing more can happen. */
  async drive(finished: Promise<unknown>): Promise<'finished' | 'waiting'> {
    let done = false;
    void finished.then(() => (done = true));
    for (;;) {
      await this.quiet();
      if (done) return 'finished';
      if (!this.world.time.advance()) return 'waiting';
    }
  }
  /** Until every promise that can go on has gone on. */
  async quiet(): Promise<void> {
    this.asked = 0;
    for (;;) {
      await settled();
      this.storing -= this.stored;
      this.stored = 0;
      if (this.asked > MOST_ASKED) throw new Error('The run goes round and round while no time passes');
      const woken = this.waits.filter((wait) => wait.predicate() && !this.isWakeUpLost());
      if (woken.length === 0) return;
      this.drop(woken);
      for (const wait of woken) wait.resolve(true);
    }
  }

  /** Without this a loop that never lets go would never let the test end. */
  private isSpinning(): boolean {
    this.asked += 1;
    return this.asked > MOST_ASKED;
  }
  private isWakeUpLost(): boolean {
    if (!this.world.faults.losesWakeUp()) return false;
    this.overlooked += 1;
    this.world.time.after(LOST_WAKE_UP_MS, () => (this.overlooked -= 1));
    return true;
  }
  private ended(key: string, work: SimulatedWork, outcome: StepOutcome): StepOutcome {
    if (this.works.get(key) === work) this.works.delete(key);
    return outcome;
  }
  private giveUp(wait: Wait): void {
    this.drop([wait]);
    wait.resolve(false);
  }
  private drop(waits: Wait[]): void {
    for (const { timer } of waits) if (timer) this.world.time.cancel(timer);
    this.waits = this.waits.filter((wait) => !waits.includes(wait));
  }
  private async store(write: () => void): Promise<void> {
    if (this.isOver) return never();
    this.world.duringSave();
    await this.afterStoring(write);
  }
  /** What the platform answers, perhaps after a while and twice. */
  private afterStoring<Answer>(answer: () => Answer): Promise<Answer> {
    const { takes_ms, repeated } = this.world.faults.storing();
    const answers = () => {
      if (repeated) answer();
      return answer();
    };
    if (this.isOver || this.isSpinning()) return never();
    if (takes_ms === null) return Promise.resolve(answers());
    return this.unlessOver(this.later(takes_ms, answers));
  }
  /** A child may do much before it is heard that it has begun. */
  private heard(start: ChildStart, begun: ChildBegun): ChildBegun | Promise<ChildBegun> {
    const heard_ms = this.world.children.heardAfter(start);
    if (this.isOver) return never();
    return heard_ms === 0 ? begun : this.unlessOver(this.later(heard_ms, () => begun));
  }
  private later<Answer>(takes_ms: number, answer: () => Answer): Promise<Answer> {
    this.storing += 1;
    return new Promise((resolve) => {
      this.world.time.after(takes_ms, () => {
        this.stored += 1;
        resolve(answer());
      });
    });
  }
  private unlessOver<Value>(promise: Promise<Value>): Promise<Value> {
    return promise.then((value) => (this.isOver ? never() : value));
  }
}
const unitKey = (step_number: number, item: number | null): string => `${step_number}/${item ?? ''}`;
const never = <Value>(): Promise<Value> => new Promise(() => undefined);
