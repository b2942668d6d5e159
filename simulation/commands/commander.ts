/** A person who gives commands at any moment, some of them twice, and looks at what they do. */
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { Plan } from '../../src/contracts/plan.js';
import type { PlanRunner } from '../../workflows/plan-runner.js';
import type { VirtualTime } from '../host/virtual-time.js';
import { InvariantViolated } from '../invariants/invariant.js';
import type { Random } from '../random.js';
import { before, missingEffect, type Seen } from './command-effects.js';
import { makesSense } from './command-oracle.js';
import { drawCommand, drawSignal, type CommandStyle } from './random-command.js';

export interface CommanderOptions {
  random: Random;
  time: VirtualTime;
  plan: Plan;
  style: CommandStyle;
  hasty: boolean;
  /** A signal comes at the start, before most steps wait for it. */
  early: boolean;
  /** Commands at most. */
  count: number;
  runner: () => PlanRunner;
  /** The execution is just being stored or stopped, so that any command may be refused. */
  isBadMoment: () => boolean;
  /** Called before a command that was not refused is applied. */
  accept: (command: OriginatedCommand) => void;
  /** Called before one is applied once more. */
  repeat: (command: OriginatedCommand) => void;
  trace: (line: () => string) => void;
}
/** Until the next command, in ms. */
const HASTE_MS = [0, 0, 5, 50, 300];
const PAUSES_MS = [0, 1, 100, 100, 150, 400, 2000, 10_000, 100_000];
/** Of these a second one asks for something more. */
const ADDITIVE = new Set(['signal', 'extend_timeout', 'extend_approval']);
const REFUSAL = 'a refused command changes nothing';
const REPEAT = 'the same command twice in a row changes nothing the second time';
const SENSE = 'a command is taken where it makes sense, and nowhere else';
const IDENTITY = 'one id is one command, in whichever run of the workflow it comes again';
const EFFECT = 'a command that is taken does what it says';

export class Commander {
  private left: number;
  private serial = 0;
  /** Commands that were taken. */
  private readonly taken: OriginatedCommand[] = [];

  constructor(private readonly options: CommanderOptions) {
    this.left = options.count;
    if (options.early) options.time.after(0, () => this.give(this.originated(drawSignal)));
    this.next();
  }
  give(command: OriginatedCommand): void {
    if (!this.attempt(command)) return;
    if (ADDITIVE.has(command.kind) || !this.options.random.chance(0.4)) return;
    this.repeat(command);
  }

  /** A hasty person recovers at once what failed. */
  react(step_number: number): void {
    const { random, time, hasty } = this.options;
    if (!hasty || this.left <= 0 || random.chance(0.5)) return;
    this.left -= 1;
    time.after(random.pick(HASTE_MS), () => this.recover(step_number));
  }

  private recover(step_number: number): void {
    const kind = this.options.random.pick(['retry', 'retry', 'skip', 'complete'] as const);
    const command = kind === 'complete' ? { kind, step_number, output: { n: 502 } } : { kind, step_number };
    this.give({ ...command, actor: 'ann' });
  }
  private next(): void {
    if (this.left <= 0) return;
    this.left -= 1;
    const { random, time } = this.options;
    time.after(random.pick(PAUSES_MS), () => {
      this.giveOne();
      this.next();
    });
  }
  private giveOne(): void {
    const { random } = this.options;
    if (random.chance(0.1)) this.sendAgain(random.pick(this.taken));
    this.give(this.originated(drawCommand));
  }
  private originated(draw: typeof drawCommand): OriginatedCommand {
    const { random, style, runner } = this.options;
    this.serial += 1;
    const command = draw({ state: runner().state(), style, serial: this.serial }, random);
    return { ...command, actor: 'ann', id: `command-${this.serial}` };
  }
  /** Whoever got no answer sends a command again: it has had its effect, and is answered as it was. */
  private sendAgain(command: OriginatedCommand | undefined): void {
    if (command === undefined) return;
    const answer = this.options.runner().answerOf(command);
    if (answer === null) throw new InvariantViolated(IDENTITY, `${command.kind} ${command.id} is not known any more`);
  }
  /** Whether it was taken. */
  private attempt(command: OriginatedCommand): boolean {
    const { runner, accept, trace } = this.options;
    const refusal = this.refusal(command);
    trace(() => `command ${JSON.stringify(command)}${refusal === null ? '' : `, refused: ${refusal}`}`);
    if (refusal !== null) return false;
    if (runner().answerOf(command) !== null)
      throw new InvariantViolated(IDENTITY, `${command.id} is known before it came`);
    accept(command);
    const was = before(command, this.seen);
    runner().command(command);
    const missing = missingEffect(command, was, this.seen);
    if (command.id !== undefined) this.taken.push(command);
    if (missing !== null) throw new InvariantViolated(EFFECT, `${command.kind}: ${missing}`);
    return true;
  }
  private refusal(command: OriginatedCommand): string | null {
    const { runner, plan, isBadMoment } = this.options;
    const sense = makesSense(command, { ...this.seen, plan });
    const looked = this.look();
    const refusal = runner().refusal(command);
    if (looked !== this.look())
      throw new InvariantViolated(REFUSAL, `asking for ${command.kind} changed the execution`);
    const isRight = sense ? refusal === null || isBadMoment() : refusal !== null;
    if (!isRight) throw new InvariantViolated(SENSE, `${JSON.stringify(command)}: ${refusal ?? 'taken'}`);
    return refusal;
  }
  /** Somebody else has the same idea. A step that is retried may fail again at once; then there is something new to do. */
  private repeat(first: OriginatedCommand): void {
    const { runner, trace } = this.options;
    const command = first.id === undefined ? first : { ...first, id: `${first.id}-again` };
    const refusal = runner().refusal(command);
    trace(() => `the same again${refusal === null ? '' : `, refused: ${refusal}`}`);
    if (refusal !== null || command.kind === 'retry') return;
    const looked = this.look();
    this.options.repeat(command);
    runner().command(command);
    if (looked !== this.look()) throw new InvariantViolated(REPEAT, `${command.kind}: ${looked} became ${this.look()}`);
  }
  private look(): string {
    const runner = this.options.runner();
    return JSON.stringify([runner.state(), runner.events(0).last_seq]);
  }
  private get seen(): Seen {
    const { runner } = this.options;
    return { state: runner().state(), extension: (step_number) => runner().extension(step_number) };
  }
}
