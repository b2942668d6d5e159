/** The recording that a rerun is started with. It follows from the request alone, so a start can be made up for. */
import { Injectable } from '@nestjs/common';
import type { ExecutionRequest } from '../contracts/execution.js';
import type { Recording } from '../contracts/recording.js';
import { withDependents } from '../plan/dependents.js';
import { PlanStore } from '../storage/plan-store.js';
import { ExecutionStore } from './execution-store.js';
import { recordingOf } from './recorded-steps.js';

@Injectable()
export class Recordings {
  constructor(
    private readonly store: ExecutionStore,
    private readonly plans: PlanStore,
  ) {}

  /** Null where everything runs: for what is no rerun, and for one of the same version from no step. */
  async recordingFor({ rerun_of, rerun, version, plan_hash }: ExecutionRequest): Promise<Recording | null> {
    if (!rerun || rerun_of === null) return null;
    const earlier = await this.store.find(rerun_of);
    if (!earlier?.state) return null;
    const { request, state } = earlier;
    if (rerun.from_step === null && request.version === version) return null;
    const [plan, present] = await Promise.all([this.plans.get(request.plan_hash), this.plans.get(plan_hash)]);
    const runsAgain = rerun.from_step === null ? new Set<number>() : withDependents(present, rerun.from_step);
    return recordingOf({ request, plan, state }, runsAgain);
  }
}
