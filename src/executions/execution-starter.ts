/** Starts executions: input checked, row written, workflow started; or nothing at all. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { WorkflowStatus } from '../contracts/document.js';
import type { InputFinding } from '../contracts/finding.js';
import type { ExecutionRequest, ExecutionStatus } from '../contracts/execution.js';
import type { JsonObject } from '../contracts/json.js';
import type { Plan } from '../contracts/plan.js';
import { DefinitionService } from '../definitions/definition-service.js';
import type { Startable } from '../definitions/definition-store.js';
import { conflict, Problem, unprocessable } from '../http/problem.js';
import { contentHash } from '../plan/content-hash.js';
import { PlanStore } from '../storage/plan-store.js';
import { checkInput } from './check-input.js';
import type { ExecuteRequest } from './execute-request.js';
import { ExecutionStore, type IdempotencyKey } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';

export interface Started {
  execution_id: string;
  status: ExecutionStatus;
  /** The execution was there already: the same idempotency key came before. */
  repeated: boolean;
}
export interface StartOptions {
  idempotency_key: string | null;
  rerun_of?: string | null;
  /** Called when the id is known and before anything can happen under it. */
  beforeStart?: (execution_id: string) => void;
}
const STARTABLE: ReadonlySet<WorkflowStatus> = new Set<WorkflowStatus>(['active', 'testing']);

@Injectable()
export class ExecutionStarter {
  constructor(
    private readonly definitions: DefinitionService,
    private readonly plans: PlanStore,
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
  ) {}

  /** @throws Problem 404, 409 for a type that does not start, 422 for an input that does not fit, 503 */
  async start(deliverable_type: string, asked: ExecuteRequest, options: StartOptions): Promise<Started> {
    const stored = await this.definitions.findStartable(deliverable_type, asked.version);
    refuseStatus(deliverable_type, stored);
    const plan = await this.plans.get(stored.plan_hash);
    const request = requestFor(plan, stored, asked, options);
    return this.begin(request, idempotencyOf(asked, options.idempotency_key), options);
  }

  private async begin(request: ExecutionRequest, key: IdempotencyKey | null, options: StartOptions): Promise<Started> {
    const inserted = await this.store.insert(request, key);
    if (inserted.kind === 'exists') return this.repeat(inserted);
    options.beforeStart?.(request.execution_id);
    try {
      await this.workflows.start(request);
    } catch (error) {
      await this.store.remove(request.execution_id).catch(() => undefined);
      throw error;
    }
    return { execution_id: request.execution_id, status: 'pending', repeated: false };
  }
  private async repeat({
    execution_id,
    same_request,
  }: {
    execution_id: string;
    same_request: boolean;
  }): Promise<Started> {
    if (!same_request) {
      throw new Problem(
        422,
        'idempotency_key_reused',
        `This Idempotency-Key started ${execution_id} with another body; use a new key`,
      );
    }
    const status = (await this.store.find(execution_id))?.status ?? 'pending';
    return { execution_id, status, repeated: true };
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
function idempotencyOf(asked: ExecuteRequest, key: string | null): IdempotencyKey | null {
  if (key === null) return null;
  return { key, request_hash: contentHash(asked as unknown as JsonObject) };
}
function requestFor(
  plan: Plan,
  { version, plan_hash }: { version: number; plan_hash: string },
  { input_data, user_id, context, options }: ExecuteRequest,
  { rerun_of = null }: StartOptions,
): ExecutionRequest {
  const checked = checkInput(plan, input_data);
  refuseInput(checked.findings);
  const { deliverable_type } = plan;
  const created_at = new Date().toISOString();
  const identity = { execution_id: randomUUID(), deliverable_type, version, plan_hash };
  return { ...identity, input_data: checked.value, user_id, context, options, rerun_of, created_at };
}
function refuseInput(findings: InputFinding[]): void {
  if (findings.some((finding) => finding.severity === 'error')) {
    throw unprocessable('input_invalid', 'The input does not fit', findings);
  }
}
