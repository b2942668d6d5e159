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
import { ApplicationFailure } from '@temporalio/common';
import type { AttemptReport } from '../contracts/attempt.js';
import type { EventPage } from '../contracts/events.js';
import type { OriginatedCommand } from '../contracts/commands.js';
import type { AttemptRecord, ExecutionRequest, ExecutionState, ExecutionStatus } from '../contracts/execution.js';
import {
  COMMAND,
  COMMAND_REFUSED,
  QUERY_EVENTS,
  QUERY_EXECUTION,
  QUERY_RETRIES,
  RUN_PLAN,
  SIGNAL_ATTEMPT,
} from '../contracts/run.js';
import { planClaim } from '../temporal/claim-check-codec.js';

/** The platform's own task queue. */
export const TASK_QUEUE = 'dynamic-executor';
/** A question to a workflow that no worker answers in this time is given up. */
const QUERY_TIMEOUT_MS = 10_000;
const COMMAND_RETRY_MS = 5_000;
const COMMAND_PAUSE_MS = 20;

export type CommandOutcome =
  { kind: 'applied'; status: ExecutionStatus } | { kind: 'refused'; reason: string } | { kind: 'gone' };
export type WorkflowStanding = 'running' | 'closed' | 'unknown';

@Injectable()
export class ExecutionWorkflows {
  /** Starts on the worker's own connection, where there is one: the server then hands the first task over at once. */
  private eagerClient: Client | null = null;

  constructor(private readonly client: Client) {}

  /** From now on starts go through the connection of a worker in this process; null ends that. */
  startThrough(eagerClient: Client | null): void {
    this.eagerClient = eagerClient;
  }
  /** Starts the workflow; starting it again does nothing. Returns the run id, null when it ran already. */
  async start(request: ExecutionRequest): Promise<string | null> {
    const { execution_id, deliverable_type, version, plan_hash } = request;
    try {
      const client = this.eagerClient ?? this.client;
      const handle = await client.workflow.start(RUN_PLAN, {
        requestEagerStart: this.eagerClient !== null,
        workflowId: execution_id,
        taskQueue: TASK_QUEUE,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        args: [request, planClaim(plan_hash)],
        staticSummary: `${deliverable_type} version ${version}`,
        memo: { deliverable_type, version },
      });
      return handle.firstExecutionRunId;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw error;
    }
  }
  /** Null when Temporal does not know the workflow. */
  state(execution_id: string): Promise<ExecutionState | null> {
    return this.query<ExecutionState>(execution_id, QUERY_EXECUTION);
  }
  eventsAfter(execution_id: string, seq: number): Promise<EventPage | null> {
    return this.query<EventPage>(execution_id, QUERY_EVENTS, seq);
  }
  async failedAttempts(execution_id: string, step_number: number): Promise<AttemptRecord[]> {
    return (await this.query<AttemptRecord[]>(execution_id, QUERY_RETRIES, step_number)) ?? [];
  }
  /** Gives the command; once more where the server dropped it because another event came in at the same moment. */
  async command(execution_id: string, command: OriginatedCommand): Promise<CommandOutcome> {
    for (const until = Date.now() + COMMAND_RETRY_MS; ; await delay(COMMAND_PAUSE_MS)) {
      try {
        return await this.commandOnce(execution_id, command);
      } catch (error) {
        if (!wasDropped(error) || Date.now() > until) throw error;
      }
    }
  }
  private async commandOnce(execution_id: string, command: OriginatedCommand): Promise<CommandOutcome> {
    try {
      const handle = this.client.workflow.getHandle(execution_id);
      const { status } = await handle.executeUpdate<{ status: ExecutionStatus }, [OriginatedCommand]>(COMMAND, {
        args: [command],
      });
      return { kind: 'applied', status };
    } catch (error) {
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      if (cause instanceof ApplicationFailure && cause.type === COMMAND_REFUSED)
        return { kind: 'refused', reason: cause.message };
      if (error instanceof WorkflowNotFoundError) return { kind: 'gone' };
      throw error;
    }
  }
  async report(execution_id: string, report: AttemptReport): Promise<void> {
    await this.client.workflow.getHandle(execution_id).signal(SIGNAL_ATTEMPT, report);
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
  private async query<Answer>(execution_id: string, name: string, ...args: unknown[]): Promise<Answer | null> {
    try {
      const handle = this.client.workflow.getHandle(execution_id);
      return await this.client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () =>
        handle.query<Answer, unknown[]>(name, ...args),
      );
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  }
}
/** A command that closes the workflow fails the task in which an attempt reports itself, and is dropped with it. */
function wasDropped(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : undefined;
  return isGrpcServiceError(cause) && Number(cause.code) === GrpcStatus.FAILED_PRECONDITION;
}
