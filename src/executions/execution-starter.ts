/** Starts executions: input checked, row written, workflow started; or nothing at all. */
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AuditRecorder } from '../audit/audit-recorder.js';
import { entryOfStart } from '../audit/command-entry.js';
import type { ExecutionRequest, ExecutionStatus } from '../contracts/execution.js';
import type { JsonObject } from '../contracts/json.js';
import type { Recording } from '../contracts/recording.js';
import { dependencyFailure } from '../http/dependency-failure.js';
import { Problem } from '../http/problem.js';
import type { RequestOrigin } from '../http/request-actor.js';
import { contentHash } from '../plan/content-hash.js';
import type { ExecuteRequest } from './execute-request.js';
import { ExecutionPreparation } from './execution-preparation.js';
import { ExecutionStore, type IdempotencyKey } from './execution-store.js';
import { ExecutionWorkflows } from './execution-workflows.js';
import { Recordings } from './recordings.js';

export interface Started {
  execution_id: string;
  status: ExecutionStatus;
  /** The execution was there already: the same idempotency key came before. */
  repeated: boolean;
}
export interface StartOptions {
  idempotency_key: string | null;
  /** Called when the id is known and before anything can happen under it. */
  beforeStart?: (execution_id: string) => void;
}
const BEGUN_KNOWN = 10_000;

@Injectable()
export class ExecutionStarter {
  /** The latest executions whose workflow this process has begun, or is about to. */
  private readonly begun = new LRUCache<string, true>({ max: BEGUN_KNOWN });

  constructor(
    private readonly preparation: ExecutionPreparation,
    private readonly recordings: Recordings,
    private readonly store: ExecutionStore,
    private readonly workflows: ExecutionWorkflows,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws Problem 404, 409 for a type that does not start, 422 for an input that does not fit, 503 */
  async start(
    deliverable_type: string,
    asked: ExecuteRequest,
    { actor, source }: RequestOrigin,
    options: StartOptions,
  ): Promise<Started> {
    const startable = await this.preparation.startable(deliverable_type, asked.version);
    const from = actor === null ? {} : { start: { actor, source } };
    const request = this.preparation.requestFor(startable, asked, from);
    const started = await this.begin(request, asked, options);
    if (!started.repeated) await this.record(request);
    return started;
  }
  /** It is audited with the execution's record too: nothing is lost where this process ends here. */
  private async record(request: ExecutionRequest): Promise<void> {
    const entry = entryOfStart(request);
    if (entry !== null) await this.audit.append(entry);
  }
  /** `asked`: what another request under the same idempotency key has to be the same as. @throws Problem 422, 503 */
  async begin(request: ExecutionRequest, asked: object, options: StartOptions): Promise<Started> {
    const { execution_id } = request;
    const recording = await this.recordings.recordingFor(request);
    const inserted = await this.store.insert(request, idempotencyOf(asked, options.idempotency_key));
    if (inserted.kind === 'exists') return this.repeat(inserted);
    options.beforeStart?.(execution_id);
    try {
      await this.beginOnce(request, recording);
    } catch (error) {
      if (!mayRunUnderKey(error, options)) await this.store.remove(execution_id).catch(() => undefined);
      throw error;
    }
    return { execution_id, status: 'pending', repeated: false };
  }
  private async beginOnce(request: ExecutionRequest, recording: Recording | null): Promise<void> {
    const { execution_id } = request;
    if (this.begun.has(execution_id)) return;
    this.begun.set(execution_id, true);
    try {
      await this.workflows.start(request, recording);
    } catch (error) {
      this.begun.delete(execution_id);
      throw error;
    }
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
    const stored = await this.store.find(execution_id);
    const status = stored?.status ?? 'pending';
    if (stored && status === 'pending') {
      await this.beginOnce(stored.request, await this.recordings.recordingFor(stored.request));
    }
    return { execution_id, status, repeated: true };
  }
}
/**
 * Where a server broke off before it answered, the workflow may run all the same. The row stays then, and the next
 * request under the key begins what has not begun. Without a key nobody would ask again.
 */
function mayRunUnderKey(error: unknown, { idempotency_key }: StartOptions): boolean {
  return idempotency_key !== null && dependencyFailure(error) !== null;
}
function idempotencyOf(asked: object, key: string | null): IdempotencyKey | null {
  return key === null ? null : { key, request_hash: contentHash(asked as JsonObject) };
}
