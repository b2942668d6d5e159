/** What a later run of the workflow has to know to carry the steps on. */
import type { ChildEnd } from '../src/contracts/child.js';
import type { NamedSignal } from './signal-inbox.js';
import type { StepCheckpoint } from './step-run.js';

export interface SchedulerCheckpoint {
  /** In the order of the Plan's steps. */
  steps: StepCheckpoint[];
  signals: NamedSignal[];
  children: ChildEnd[];
  max_observed_parallelism: number;
}
