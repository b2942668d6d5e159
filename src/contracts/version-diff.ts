import type { Json } from './json.js';

/**
 * A place where two versions differ. Null also stands for a value that is absent; null on both sides is an explicit
 * null that came or went.
 */
export interface FieldChange {
  /** JSON Pointer, relative to the step, or to the document without its steps. */
  path: string;
  from: Json;
  to: Json;
}
export interface StepChange {
  step_number: number;
  change: 'added' | 'removed' | 'changed';
  /** Of an added step all that it has, of a removed one all that it had. */
  fields: FieldChange[];
}
/** What turns version `from` of a document into version `to`. Steps are told apart by their number, ascending. */
export interface VersionDiff {
  from: number;
  to: number;
  steps: StepChange[];
  /** Outside of workflow_steps. */
  fields: FieldChange[];
}
