/** Writes the row of an execution that a step of another one is about to begin. */
import { Injectable } from '@nestjs/common';
import { type ChildPreparation, type ChildStart, MAX_CHILD_DEPTH } from '../contracts/child.js';
import { Problem } from '../http/problem.js';
import { ExecutionPreparation } from './execution-preparation.js';
import { ExecutionStore } from './execution-store.js';

/** What the step fails with, by the code of the problem. */
const REFUSALS: Record<string, string> = {
  not_found: 'unknown_workflow',
  workflow_not_startable: 'workflow_not_startable',
  input_invalid: 'invalid_input',
};

@Injectable()
export class ChildPreparer {
  constructor(
    private readonly preparation: ExecutionPreparation,
    private readonly store: ExecutionStore,
  ) {}

  /** The same answer for the same id, whatever has become of the workflow meanwhile. */
  async prepare(start: ChildStart): Promise<ChildPreparation> {
    const known = await this.store.find(start.execution_id);
    if (known) return { kind: 'prepared', request: known.request };
    if (start.parent.depth >= MAX_CHILD_DEPTH) return tooDeep();
    try {
      return { kind: 'prepared', request: await this.write(start) };
    } catch (error) {
      const type = error instanceof Problem ? REFUSALS[error.code] : undefined;
      if (type === undefined) throw error;
      return { kind: 'refused', type, message: explained(error as Problem) };
    }
  }
  private async write({ deliverable_type, version, ...start }: ChildStart) {
    const { execution_id, parent, input_data, user_id, context } = start;
    const startable = await this.preparation.startable(deliverable_type, version);
    const asked = { input_data, user_id, context, version, options: {} };
    return this.store.insertOnce(this.preparation.requestFor(startable, asked, { execution_id, parent }));
  }
}
function explained({ message, findings }: Problem): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? message : errors.map((finding) => finding.message).join('; ');
}
function tooDeep(): ChildPreparation {
  const message = `More than ${MAX_CHILD_DEPTH} executions would stand above one another`;
  return { kind: 'refused', type: 'child_too_deep', message };
}
