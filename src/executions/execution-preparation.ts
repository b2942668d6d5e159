/** What an execution is started with: a version that starts, and an input that fits it. Nothing is stored here. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { WorkflowStatus } from '../contracts/document.js';
import type { ExecutionRequest, ParentStep, RerunOrigin, StartOrigin } from '../contracts/execution.js';
import type { InputFinding } from '../contracts/finding.js';
import type { Plan } from '../contracts/plan.js';
import { DefinitionService } from '../definitions/definition-service.js';
import type { Startable } from '../definitions/definition-store.js';
import { conflict, unprocessable } from '../http/problem.js';
import { PlanStore } from '../storage/plan-store.js';
import { SearchAttributes } from '../temporal/search-attributes.js';
import { checkInput } from './check-input.js';
import type { ExecuteRequest } from './execute-request.js';

export interface StartableVersion {
  version: number;
  plan_hash: string;
  plan: Plan;
}
/** Where an execution comes from, for one that is not started by itself. */
export interface Provenance {
  execution_id?: string;
  rerun_of?: string;
  rerun?: RerunOrigin;
  parent?: ParentStep;
  start?: StartOrigin;
}
const STARTABLE: ReadonlySet<WorkflowStatus> = new Set<WorkflowStatus>(['active', 'testing']);

@Injectable()
export class ExecutionPreparation {
  constructor(
    private readonly definitions: DefinitionService,
    private readonly plans: PlanStore,
    private readonly searchAttributes: SearchAttributes,
  ) {}

  /** Null for the present version. @throws Problem 404, 409 for a type that does not start */
  async startable(deliverable_type: string, version: number | null): Promise<StartableVersion> {
    const stored = await this.definitions.findStartable(deliverable_type, version);
    refuseStatus(deliverable_type, stored);
    const { plan_hash } = stored;
    return { version: stored.version, plan_hash, plan: await this.plans.get(plan_hash) };
  }
  /** @throws Problem 422 for an input that does not fit */
  requestFor(startable: StartableVersion, asked: ExecuteRequest, from: Provenance = {}): ExecutionRequest {
    const { plan, version, plan_hash } = startable;
    const { user_id, context, options } = asked;
    const checked = checkInput(plan, asked.input_data);
    refuseInput(checked.findings);
    const { execution_id = randomUUID(), rerun_of = null, ...origin } = from;
    const identity = { execution_id, deliverable_type: plan.deliverable_type, version, plan_hash };
    const input = { input_data: checked.value, user_id, context, options };
    const searchable = this.searchAttributes.known ? { searchable: true } : {};
    return { ...identity, ...input, rerun_of, created_at: new Date().toISOString(), ...origin, ...searchable };
  }
}
/** The present version goes by the workflow's own status (it may have been deprecated), an older one by both. */
function refuseStatus(
  deliverable_type: string,
  { version, head_version, head_status, version_status }: Startable,
): void {
  const statuses = version === head_version ? [head_status] : [head_status, version_status];
  const refused = statuses.find((status) => !STARTABLE.has(status));
  if (refused === undefined) return;
  throw conflict(
    'workflow_not_startable',
    `${deliverable_type} is ${refused}; only an active or testing workflow starts`,
  );
}
function refuseInput(findings: InputFinding[]): void {
  if (findings.some((finding) => finding.severity === 'error')) {
    throw unprocessable('input_invalid', 'The input does not fit', findings);
  }
}
