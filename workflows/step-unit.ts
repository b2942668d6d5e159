/** What is in flight at once: a step, or one item of a step with `foreach`. */
import type { StepRun } from './step-run.js';

export class StepUnit {
  /** It waits for something that the checkpoint names, so a new run of the workflow can go on with it. */
  resting = false;
  cancelled = false;

  constructor(
    readonly run: StepRun,
    readonly item: number | null,
  ) {}
  get key(): string {
    return unitKey(this.run.step.step_number, this.item);
  }
}
export const unitKey = (step_number: number, item: number | null): string =>
  item === null ? String(step_number) : `${step_number}.${item}`;
