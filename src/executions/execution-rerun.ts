/** Runs a closed execution again, as a new one that takes over what has not changed. */
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../audit/audit-recorder.js';
import { entryOfRerun } from '../audit/command-entry.js';
import type { ExecutionRequest } from '../contracts/execution.js';
import { conflict, type Problem } from '../http/problem.js';
import type { RequestOrigin } from '../http/request-actor.js';
import { ExecutionPreparation } from './execution-preparation.js';
import { unknownExecution } from './execution-reader.js';
import { ExecutionStarter, type Started, type StartOptions } from './execution-starter.js';
import { ExecutionStore, type StoredExecution } from './execution-store.js';
import { refuseUnknownStep, type RerunRequest } from './rerun-request.js';

@Injectable()
export class ExecutionRerun {
  constructor(
    private readonly store: ExecutionStore,
    private readonly preparation: ExecutionPreparation,
    private readonly starter: ExecutionStarter,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws Problem 404, 409 for one that has not closed or a type that does not start, 422, 503 */
  async rerun(rerun_of: string, asked: RerunRequest, origin: RequestOrigin, options: StartOptions): Promise<Started> {
    const earlier = await this.store.find(rerun_of);
    if (!earlier) throw unknownExecution(rerun_of);
    if (!earlier.closed) throw notClosed(earlier);
    const { from_step } = asked;
    const { deliverable_type, version, ...kept } = earlier.request;
    const startable = await this.preparation.startable(deliverable_type, versionOf(asked, version));
    refuseUnknownStep(startable.plan, from_step);
    const again = { ...kept, version, input_data: asked.input_data ?? kept.input_data };
    const request = this.preparation.requestFor(startable, again, { rerun_of, rerun: { from_step, ...origin } });
    const started = await this.starter.begin(request, { rerun_of, ...asked }, options);
    await this.record(started.repeated ? (await this.store.find(started.execution_id))?.request : request);
    return started;
  }
  /** The new execution audits it too, with its record: nothing is lost where this process ends here. */
  private async record(request: ExecutionRequest | undefined): Promise<void> {
    const entry = request ? entryOfRerun(request) : null;
    if (entry !== null) await this.audit.append(entry);
  }
}
/** Null for the present one. */
function versionOf({ version }: RerunRequest, earlier: number): number | null {
  if (version === 'latest') return null;
  return version === 'same' ? earlier : version;
}
function notClosed({ status, state }: StoredExecution): Problem {
  const isParked = status === 'failed' && state?.dead_letter;
  const wayOut = isParked
    ? 'it is parked: recover it by retry, skip or complete, or cancel it first'
    : 'wait for its end, or cancel it first';
  return conflict('not_possible', `The execution is ${status} and has not closed; ${wayOut}`);
}
