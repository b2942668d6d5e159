/** What every attempt of a step comes to, in one run: it follows from the seed and the attempt, not from the order. */
import type { PlanStep } from '../../src/contracts/plan.js';
import type { StepDispatch } from '../../workflows/step-host.js';
import { functionOutput } from '../documents/simulated-functions.js';
import type { ScriptedError } from '../host/behaviour.js';
import type { SimulatedAttempt } from '../host/simulated-work.js';
import { Random } from '../random.js';

type Kind = 'fine' | 'transient' | 'permanent' | 'slow' | 'lost';
/** What the first attempts of a step come to; those after them are fine. */
interface Temper {
  kind: Kind;
  attempts: number;
}
const TRANSIENT: ScriptedError = { type: 'connection', transient: true };
const PERMANENT: ScriptedError[] = [
  { type: 'broken' },
  { type: 'output_invalid' },
  { type: 'invalid_input' },
  // Some functions call their own failures a timeout.
  { type: 'timeout' },
];
const EVER = 99;
const DURATIONS_MS = [0, 1, 100, 100, 100, 200, 400, 1000];

export type Unit = Pick<StepDispatch, 'step' | 'item'>;

export class StepFates {
  constructor(
    private readonly seed: number,
    /** How often a step has anything else but fine attempts, 0 to 1. */
    private readonly faultiness: number,
  ) {}
  /** `attempt` counts from 1. */
  attempt({ step, item, input }: StepDispatch, attempt: number): SimulatedAttempt {
    const random = new Random(this.seed, 11, step.step_number, item ?? -1, attempt);
    const takes_ms = random.pick(DURATIONS_MS);
    const progress = random.chance(0.1) ? { progress_ms: random.int(0, takes_ms) } : {};
    switch (this.kindOf({ step, item }, attempt)) {
      case 'transient':
        return { takes_ms, error: TRANSIENT, ...progress };
      case 'permanent':
        return { takes_ms, error: random.pick(PERMANENT), ...progress };
      case 'slow':
        return {
          takes_ms: step.timeout_seconds * 1000 + 50,
          output: functionOutput(step.function, input),
          ...progress,
        };
      case 'lost':
        return { takes_ms, lost: true };
      default:
        return { takes_ms, output: functionOutput(step.function, input), ...progress };
    }
  }
  /** Which part of the jitter is taken after the attempt, 0 to 1. */
  jitter({ step, item }: Unit, attempt: number): number {
    return new Random(this.seed, 13, step.step_number, item ?? -1, attempt).next();
  }
  private kindOf({ step, item }: Unit, attempt: number): Kind {
    const temper = this.temper(step, item);
    if (temper === 'mixed') {
      const random = new Random(this.seed, 12, step.step_number, item ?? -1, attempt);
      return attempt > 6 ? 'fine' : random.pick(['fine', 'transient', 'transient', 'permanent', 'slow', 'lost']);
    }
    return attempt <= temper.attempts ? temper.kind : 'fine';
  }
  private temper(step: PlanStep, item: number | null): Temper | 'mixed' {
    const random = new Random(this.seed, 10, step.step_number, item ?? -1);
    if (!random.chance(this.faultiness)) return { kind: 'fine', attempts: 0 };
    return random.weighted<Temper | 'mixed'>([
      [3, { kind: 'transient', attempts: random.int(1, 4) }],
      [2, { kind: 'permanent', attempts: random.pick([1, 1, 2, EVER]) }],
      [2, { kind: 'slow', attempts: random.pick([1, 2, EVER]) }],
      [2, { kind: 'lost', attempts: random.int(1, 6) }],
      [1, { kind: 'transient', attempts: EVER }],
      [1, 'mixed'],
    ]);
  }
}
