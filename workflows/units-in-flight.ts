/** Steps and items between their start and their end. */
import type { AttemptReport } from '../src/contracts/attempt.js';
import type { StepWait } from '../src/contracts/execution.js';
import type { JsonObject } from '../src/contracts/json.js';
import type { StepOutcome } from './step-host.js';
import type { StepRun } from './step-run.js';
import { StepUnit, unitKey } from './step-unit.js';
import type { StepSurroundings } from './steps/step-behaviour.js';
import { behaviourOf } from './steps/step-behaviours.js';

type Common = Pick<StepSurroundings, 'host' | 'execution' | 'signals' | 'children'>;
export interface UnitListener {
  report(report: AttemptReport): void;
  /** Called once for each unit, after its reports. */
  ended(unit: StepUnit, outcome: StepOutcome): void;
}
export class UnitsInFlight {
  private readonly units = new Map<string, StepUnit>();
  private abandoned = false;

  constructor(
    private readonly common: Common,
    private readonly listener: UnitListener,
    /** The most that were in flight at once. */
    public maxObserved = 0,
  ) {}
  get size(): number {
    return this.units.size;
  }
  /** Those that only this run of the workflow can bring to their ends. */
  get blocking(): number {
    let blocking = 0;
    for (const unit of this.units.values()) if (!unit.resting) blocking += 1;
    return blocking;
  }
  has(step_number: number, item: number | null): boolean {
    return this.units.has(unitKey(step_number, item));
  }
  start(run: StepRun, item: number | null, input: JsonObject): void {
    this.carry(run, item, { input, earlier_attempts: run.attempts(item), resumed: null });
  }
  /** Goes on with what an earlier run of the workflow began; its attempt is counted already. */
  resume(run: StepRun, item: number | null, input: JsonObject): void {
    const resumed = run.waitOf(item);
    this.carry(run, item, { input, earlier_attempts: run.attempts(item) - (resumed ? 1 : 0), resumed });
  }
  /** Asks all of them to end. */
  cancel(): void {
    for (const unit of this.units.values()) {
      unit.cancelled = true;
      this.common.host.cancelStep(unit.run.step.step_number, unit.item);
    }
  }
  /** A new run of the workflow has them from now on: how they end here is nobody's business. */
  abandon(): void {
    this.abandoned = true;
  }

  private carry(
    run: StepRun,
    item: number | null,
    { resumed, ...how }: { input: JsonObject; earlier_attempts: number; resumed: StepWait | null },
  ): void {
    const unit = new StepUnit(run, item);
    this.units.set(unit.key, unit);
    this.maxObserved = Math.max(this.maxObserved, this.units.size);
    run.record.status = 'running';
    const dispatch = { step: run.step, item, ...how };
    const surroundings = this.surroundings(unit, resumed);
    void behaviourOf(run.step)
      .run(dispatch, surroundings)
      .then((outcome) => this.end(unit, outcome));
  }
  private end(unit: StepUnit, outcome: StepOutcome): void {
    if (this.abandoned) return;
    this.units.delete(unit.key);
    this.listener.ended(unit, outcome);
  }
  private surroundings(unit: StepUnit, resumed: StepWait | null): StepSurroundings {
    const { run } = unit;
    return {
      ...this.common,
      resumed,
      report: (report) => this.listener.report(report),
      isCancelled: () => unit.cancelled,
      extension_seconds: () => run.extension_seconds,
      note: (wait) => run.waitFor(wait, unit.item),
      rest: (wait, until) => this.rest(unit, wait, until),
    };
  }
  private async rest(unit: StepUnit, wait: StepWait, until: () => boolean): Promise<void> {
    const { run, item } = unit;
    const { host } = this.common;
    const extended = run.extension_seconds;
    run.waitFor(wait, item);
    unit.resting = true;
    const changed = () => until() || unit.cancelled || run.extension_seconds !== extended;
    await host.wait(changed, Math.max(0, Date.parse(wait.until) - host.now()));
    unit.resting = false;
  }
}
