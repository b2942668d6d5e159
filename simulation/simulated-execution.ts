/** One execution of a random document through random faults. All of it follows from its seed. */
import type { ExecutionRequest } from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import type { Recording } from '../src/contracts/recording.js';
import { PlanRunner } from '../workflows/plan-runner.js';
import type { Checkpoint, RunBeginning, RunEnd } from '../workflows/run-checkpoint.js';
import { Commander } from './commands/commander.js';
import { ExecutionWatch, type WorkflowRun } from './execution-watch.js';
import { drawFaultPlan, type FaultPlan } from './faults/fault-plan.js';
import { SimulatedStepHost } from './host/simulated-step-host.js';
import { SimulatedWorld } from './host/simulated-world.js';
import { InvariantViolated } from './invariants/invariant.js';
import { waitOf } from './invariants/nameable-waits.js';
import { Random } from './random.js';

export interface ExecutionOptions {
  seed: number;
  document: JsonObject;
  plan: Plan;
  request: ExecutionRequest;
  recording?: Recording | undefined;
  /** Called with what happens; left out where nobody reads it. */
  trace?: ((line: string) => void) | undefined;
}
/** Things that happen in one execution; more than these and it does not end. */
const MOST_HAPPENINGS = 20_000;
/** What may still come after the end. */
const AFTERMATH = 20;
const HAND_OVER = 'a new run of the workflow goes on exactly where the one before stopped';

export class SimulatedExecution {
  readonly seed: number;
  readonly watch: ExecutionWatch;
  private readonly world = new SimulatedWorld();
  private readonly faults: FaultPlan;
  private readonly random: Random;
  private readonly commander: Commander;
  private present: WorkflowRun;
  private end: RunEnd | null = null;
  /** In all, and in the present run of the workflow. */
  private happenings = 0;
  private happened = 0;

  constructor(private readonly options: ExecutionOptions) {
    const { seed } = options;
    this.seed = seed;
    this.faults = drawFaultPlan(seed);
    this.random = new Random(seed, 4);
    this.watch = this.newWatch();
    this.prepareWorld();
    this.present = this.make(new SimulatedStepHost(this.world), {});
    this.commander = this.newCommander(new Random(seed, 5));
  }
  /** Runs it to its end. @throws InvariantViolated */
  async run(): Promise<void> {
    this.begin();
    while (!(await this.isClosed())) this.moveOn();
    this.watch.check('closed');
    await this.aftermath();
  }

  private newWatch(): ExecutionWatch {
    return new ExecutionWatch({
      ...this.options,
      faults: this.faults,
      world: this.world,
      present: () => this.present,
      failed: (step_number) => this.commander.react(step_number),
      trace: (line) => this.trace(line),
    });
  }
  private newCommander(random: Random): Commander {
    const { command_style: style, hasty, early, commands: count } = this.faults;
    return new Commander({
      random,
      time: this.world.time,
      style,
      hasty: hasty && style === 'any',
      early,
      count,
      plan: this.options.plan,
      runner: () => this.present.runner,
      isBadMoment: () => this.watch.isBadMoment,
      accept: (command) => this.watch.accept(command),
      repeat: ({ kind }) => this.watch.ledger.taken.push(kind),
      trace: (line) => this.trace(line),
    });
  }
  private prepareWorld(): void {
    const { world, faults, watch } = this;
    world.faults = faults.host;
    world.children.behaviour = faults.child;
    world.children.tell = (end) => this.present.runner.childEnded(end);
    world.signal = (report) => watch.reported(report);
    world.pressure = () => faults.pressure(this.happened);
    world.outputFindings = faults.output_invalid ? [UNFIT] : [];
    world.onDispatch = (dispatch) => watch.dispatched(dispatch);
    world.play = (dispatch, attempt) => {
      watch.attempted(dispatch, attempt);
      return faults.fates.attempt(dispatch, attempt);
    };
  }
  private make(host: SimulatedStepHost, beginning: RunBeginning): WorkflowRun {
    const { plan, request, recording } = this.options;
    return { host, runner: new PlanRunner(plan, request, host, { ...beginning, ...(recording && { recording }) }) };
  }
  private begin(): void {
    this.end = null;
    this.happened = 0;
    this.present.runner.run().then(
      (end) => (this.end = end),
      (error: unknown) => this.watch.note(error),
    );
  }
  private async isClosed(): Promise<boolean> {
    for (;;) {
      await this.present.host.quiet();
      this.watch.look(this.end?.kind === 'handed_over');
      if (this.end === null) return false;
      if (this.end.kind === 'closed') return true;
      this.handOver(this.end.checkpoint);
    }
  }
  /** One thing happens, or all that is due at one time before anybody takes notice. */
  private moveOn(): void {
    const { time } = this.world;
    const at = time.next_ms;
    if (at === null) return this.nudge();
    do {
      this.happenings += 1;
      this.happened += 1;
      time.advance();
    } while (time.next_ms === at && this.random.chance(this.faults.crowding));
    if (this.happenings > MOST_HAPPENINGS) throw new InvariantViolated('an execution ends', 'it goes on and on');
  }
  /** Nothing will happen by itself: somebody has to do what is waited for. */
  private nudge(): void {
    const wait = waitOf(this.watch.state());
    if (wait !== 'resume') throw new InvariantViolated('an execution ends', `it waits for ${wait}, and nobody comes`);
    this.commander.give({ kind: this.random.chance(0.7) ? 'resume' : 'cancel', actor: 'ann' });
  }
  /** The new run has nothing but what the checkpoint says, as text. */
  private handOver(checkpoint: Checkpoint): void {
    const { host, runner } = this.present;
    if (host.inFlight > 0) throw new InvariantViolated(HAND_OVER, `${host.inFlight} in flight`);
    this.watch.ledger.handOvers += 1;
    this.trace(() => 'a new run of the workflow');
    const before = JSON.stringify(runner.state());
    this.present = this.make(host.nextRun(), { checkpoint: JSON.parse(JSON.stringify(checkpoint)) as Checkpoint });
    const after = JSON.stringify(this.watch.state());
    if (before !== after) throw new InvariantViolated(HAND_OVER, `${before} became ${after}`);
    this.begin();
  }
  /** Late reports, ends and commands change nothing any more. */
  private async aftermath(): Promise<void> {
    const { watch, world } = this;
    const look = () => JSON.stringify([watch.state(), watch.events(0).last_seq]);
    const before = look();
    for (let count = 0; count < AFTERMATH && world.time.advance(); count += 1) await this.present.host.quiet();
    watch.catchUp();
    if (before !== look()) throw new InvariantViolated('nothing happens after the end', `${before} became ${look()}`);
  }
  private trace(line: () => string): void {
    this.options.trace?.(`${String(this.world.time.elapsed_ms).padStart(8)} ms  ${line()}`);
  }
}
const UNFIT = {
  code: 'output_invalid',
  severity: 'error',
  path: '',
  message: 'it does not fit',
  display_path: '',
  keyword: 'type',
} as const;
