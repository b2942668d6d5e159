/** Starts and asks the workflows of executions. */
import { setTimeout as delay } from 'node:timers/promises';
import { status as GrpcStatus } from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import {
  Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure, defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import type { AttemptReport } from '../contracts/attempt.js';
import type { ChildEnd } from '../contracts/child.js';
import type { EventPage } from '../contracts/events.js';
import type { OriginatedCommand } from '../contracts/commands.js';
import type { AttemptRecord, ExecutionRequest, ExecutionState, ExecutionStatus } from '../contracts/execution.js';
import type { Recording } from '../contracts/recording.js';
import {
  COMMAND,
  COMMAND_BUSY,
  COMMAND_REFUSED,
  QUERY_EVENTS,
  QUERY_EXECUTION,
  QUERY_EXTENSION,
  QUERY_RETRIES,
  RUN_PLAN,
  SIGNAL_ATTEMPT,
  SIGNAL_CHILD,
} from '../contracts/run.js';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';
import { planClaim } from '../temporal/claim-check-codec.js';
import { withPatience } from './patience.js';
import { nameTheSilent } from './silent-worker.js';
import type { WorkerPresence } from './worker-presence.js';

/** The platform's own task queue. */
export const TASK_QUEUE = 'dynamic-executor';
/** A worker that asks for more time has an attempt to end. */
const EXTENSION_TIMEOUT_MS = 2_000;
const COMMAND_RETRY_MS = 5_000;
const COMMAND_PAUSE_MS = 20;
/** The workflow is started, its first task is scheduled, and a worker has it. */
const EVENTS_BEFORE_BEGIN = 3;

export type IdentifiedCommand = OriginatedCommand & { id: string };
export type CommandOutcome =
  { kind: 'applied'; status: ExecutionStatus } | { kind: 'refused'; reason: string } | { kind: 'gone' };
interface Busy {
  kind: 'busy';
  reason: string;
}
export type WorkflowStanding = 'running' | 'closed' | 'unknown';

@Injectable()
export class ExecutionWorkflows {
  /** Starts on the worker's own connection, where there is one: the server then hands the first task over at once. */
  private eagerClient: Client | null = null;

  constructor(
    private readonly client: Client,
    private readonly workers: WorkerPresence,
  ) {}

  /** From now on starts go through the connection of a worker in this process; null ends that. */
  startThrough(eagerClient: Client | null): void {
    this.eagerClient = eagerClient;
  }
  /** Starts the workflow; starting it again does nothing. Returns the run id, null when it ran already. */
  async start(request: ExecutionRequest, recording: Recording | null = null): Promise<string | null> {
    const { execution_id, deliverable_type, version, plan_hash } = request;
    try {
      const client = this.eagerClient ?? this.client;
      const handle = await client.workflow.start(RUN_PLAN, {
        requestEagerStart: this.eagerClient !== null,
        workflowId: execution_id,
        taskQueue: TASK_QUEUE,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        args: [request, planClaim(plan_hash), ...(recording === null ? [] : [{ recording }])],
        staticSummary: `${deliverable_type} version ${version}`,
        memo: { deliverable_type, version },
        ...(request.searchable && { typedSearchAttributes: searchAttributesOf(request) }),
      });
      return handle.firstExecutionRunId;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw error;
    }
  }
  /** Null when Temporal does not know the workflow. @throws Problem 503 when no worker answers */
  state(execution_id: string): Promise<ExecutionState | null> {
    return this.query<ExecutionState>(execution_id, QUERY_EXECUTION);
  }
  eventsAfter(execution_id: string, seq: number): Promise<EventPage | null> {
    return this.query<EventPage>(execution_id, QUERY_EVENTS, seq);
  }
  /** Of the item, where one is named; else of the whole step. */
  async failedAttempts(execution_id: string, step_number: number, item?: number): Promise<AttemptRecord[]> {
    return (await this.query<AttemptRecord[]>(execution_id, QUERY_RETRIES, step_number, item ?? null)) ?? [];
  }
  /** By how many seconds in all each step's time limits were extended. Rejects when nobody answers within 2 s. */
  async extensions(execution_id: string, step_numbers: number[]): Promise<number[]> {
    const ask = () => this.queryOnce<number[]>(execution_id, QUERY_EXTENSION, [step_numbers]);
    return (await this.client.withDeadline(Date.now() + EXTENSION_TIMEOUT_MS, ask)) ?? [];
  }
  /**
   * Gives the command, which is applied once for each id. It is given again where the server dropped it because another
   * event came in at the same moment, and while the workflow is storing a record.
   * @throws Problem 503 when no worker answers
   */
  async command(execution_id: string, command: IdentifiedCommand): Promise<CommandOutcome> {
    try {
      return await withPatience(this.client, this.workers, () => this.commandUntilTaken(execution_id, command));
    } catch (error) {
      throw await nameTheSilent(error, this.client, 'command');
    }
  }
  private async commandUntilTaken(execution_id: string, command: IdentifiedCommand): Promise<CommandOutcome> {
    for (const until = Date.now() + COMMAND_RETRY_MS; ; await delay(COMMAND_PAUSE_MS)) {
      const isLast = Date.now() > until;
      try {
        const outcome = await this.commandOnce(execution_id, command);
        if (outcome.kind !== 'busy') return outcome;
        if (isLast) return { ...outcome, kind: 'refused' };
      } catch (error) {
        if (!wasDropped(error) || isLast) throw error;
      }
    }
  }
  private async commandOnce(execution_id: string, command: IdentifiedCommand): Promise<CommandOutcome | Busy> {
    try {
      const handle = this.client.workflow.getHandle(execution_id);
      const { status } = await handle.executeUpdate<{ status: ExecutionStatus }, [OriginatedCommand]>(COMMAND, {
        args: [command],
        updateId: command.id,
      });
      return { kind: 'applied', status };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) return refusal;
      if (error instanceof WorkflowNotFoundError) return { kind: 'gone' };
      throw error;
    }
  }
  async report(execution_id: string, report: AttemptReport): Promise<void> {
    await this.client.workflow.getHandle(execution_id).signal(SIGNAL_ATTEMPT, report);
  }
  /** Tells the end of an execution to the step of another one that waits for it; nobody may be there to hear it. */
  async tellParent(parent_id: string, end: ChildEnd): Promise<void> {
    try {
      await this.client.workflow.getHandle(parent_id).signal(SIGNAL_CHILD, end);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  async standing(execution_id: string): Promise<WorkflowStanding> {
    try {
      const { status } = await this.client.workflow.getHandle(execution_id).describe();
      return status.name === 'RUNNING' ? 'running' : 'closed';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'unknown';
      throw error;
    }
  }
  /** Nothing has happened yet, because no worker has come for it. Temporal itself knows that. */
  async isUnbegun(execution_id: string): Promise<boolean> {
    const { historyLength } = await this.client.workflow.getHandle(execution_id).describe();
    return historyLength <= EVENTS_BEFORE_BEGIN;
  }
  private async query<Answer>(execution_id: string, name: string, ...args: unknown[]): Promise<Answer | null> {
    try {
      return await withPatience(this.client, this.workers, () => this.queryOnce<Answer>(execution_id, name, args));
    } catch (error) {
      throw await nameTheSilent(error, this.client, 'question');
    }
  }
  private async queryOnce<Answer>(execution_id: string, name: string, args: unknown[]): Promise<Answer | null> {
    try {
      return await this.client.workflow.getHandle(execution_id).query<Answer, unknown[]>(name, ...args);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }
}
/** What the validator of the workflow has against a command. */
function refusalOf(error: unknown): CommandOutcome | Busy | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) return null;
  const { type, message: reason } = cause;
  if (type === COMMAND_BUSY) return { kind: 'busy', reason };
  return type === COMMAND_REFUSED ? { kind: 'refused', reason } : null;
}
/** A command that closes the workflow fails the task in which an attempt reports itself, and is dropped with it. */
function wasDropped(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  return isGrpcServiceError(cause) && Number(cause.code) === GrpcStatus.FAILED_PRECONDITION;
}
/** As far as they are known before the workflow has begun; it keeps them up. */
function searchAttributesOf({ deliverable_type }: ExecutionRequest): SearchAttributePair[] {
  const { DynexType, DynexStatus } = SEARCH_ATTRIBUTES;
  return [
    { key: defineSearchAttributeKey('DynexType', DynexType), value: deliverable_type },
    { key: defineSearchAttributeKey('DynexStatus', DynexStatus), value: 'running' },
  ];
}
