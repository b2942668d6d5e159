/** The steps of one execution, each with its run, and which of them wait for which. */
import type { Json } from '../src/contracts/json.js';
import type { Plan } from '../src/contracts/plan.js';
import { type StepCheckpoint, StepRun } from './step-run.js';

export class StepRuns {
  /** Ascending by step number. */
  readonly byNumber: ReadonlyMap<number, StepRun>;
  private readonly dependents = new Map<number, StepRun[]>();

  /** `saved`: in the order of the Plan's steps. */
  constructor({ steps }: Plan, saved?: StepCheckpoint[]) {
    this.byNumber = new Map(steps.map((step, n) => [step.step_number, new StepRun(step, saved?.[n])]));
    for (const run of this.all()) this.connect(run);
  }
  all(): Iterable<StepRun> {
    return this.byNumber.values();
  }
  get(step_number: number): StepRun {
    const run = this.byNumber.get(step_number);
    if (!run) throw new Error(`The Plan has no step ${step_number}`);
    return run;
  }
  get failed(): StepRun[] {
    return [...this.all()].filter((run) => run.failed);
  }
  /** Undefined for a step without a value. */
  outputOf(step_number: number): Json | undefined {
    const run = this.byNumber.get(step_number);
    return run?.has_value ? run.record.output : undefined;
  }
  dependentsOf({ step }: StepRun): StepRun[] {
    return this.dependents.get(step.step_number) ?? [];
  }
  private connect(run: StepRun): void {
    const { dependencies } = run.step;
    run.waiting_on = dependencies.filter((n) => !this.get(n).told).length;
    for (const dependency of dependencies) {
      const list = this.dependents.get(dependency) ?? [];
      list.push(run);
      this.dependents.set(dependency, list);
    }
  }
}
