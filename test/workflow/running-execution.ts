/** One execution on a Temporal server, as clients see it. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { OriginatedCommand } from '../../src/contracts/commands.js';
import type { EventPage, ExecutionEvent } from '../../src/contracts/events.js';
import type { ExecutionState, ExecutionStatus } from '../../src/contracts/execution.js';
import { COMMAND, COMMAND_REFUSED, QUERY_EVENTS, QUERY_EXECUTION } from '../../src/contracts/run.js';

/** Of gRPC. */
const FAILED_PRECONDITION = 9;
type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
const LOOK_EVERY_MS = 50;
const WITHIN_MS = 30_000;

export class RunningExecution {
  constructor(
    private readonly client: Client,
    readonly execution_id: string,
    /** The log of its earlier runs. */
    private readonly stored: () => ExecutionEvent[] = () => [],
  ) {}

  get handle() {
    return this.client.workflow.getHandle(this.execution_id);
  }
  async result(): Promise<{ status: ExecutionStatus }> {
    return (await this.handle.result()) as { status: ExecutionStatus };
  }
  state(): Promise<ExecutionState> {
    return this.handle.query<ExecutionState>(QUERY_EXECUTION);
  }
  async events(): Promise<ExecutionEvent[]> {
    const { items } = await this.handle.query<EventPage, [number]>(QUERY_EVENTS, 0);
    return [...this.stored().filter(({ seq }) => seq < (items[0]?.seq ?? Infinity)), ...items];
  }
  /** The state at the end, and all that was logged. */
  async ended(): Promise<{ state: ExecutionState; events: ExecutionEvent[] }> {
    await this.result();
    return { state: await this.state(), events: await this.events() };
  }
  /** Answers the events as soon as one of this name is among them. */
  async logged(name: string): Promise<ExecutionEvent[]> {
    for (const end = Date.now() + WITHIN_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
      const events = await this.events();
      if (events.some(({ event }) => event === name)) return events;
    }
    throw new Error(`${this.execution_id} never logged ${name}`);
  }
  /** Rejects with the ApplicationFailure by which the command is refused. */
  async give(command: OriginatedCommand): Promise<{ status: ExecutionStatus }> {
    type Answer = { status: ExecutionStatus };
    try {
      return await this.handle.executeUpdate<Answer, [OriginatedCommand]>(COMMAND, { args: [command] });
    } catch (error) {
      throw error instanceof WorkflowUpdateFailedError ? error.cause : error;
    }
  }
  /** Gives the command as soon as it is not refused. */
  async giveWhenPossible(command: OriginatedCommand): Promise<void> {
    for (const end = Date.now() + WITHIN_MS; ; await delay(LOOK_EVERY_MS)) {
      const error: unknown = await this.give(command).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) return;
      if (!mayBeTakenLater(error) || Date.now() > end) throw error;
    }
  }
  /** Gives each command at its time in ms after the first step began, or as soon after it as it is possible. */
  async giveAll(commands: [number, OriginatedCommand][]): Promise<void> {
    if (commands.length === 0) return;
    const started = (await this.logged('step_started')).find(({ event }) => event === 'step_started');
    for (const [at_ms, command] of commands) {
      await delay(Math.max(0, Date.parse(started?.timestamp ?? '') + at_ms - Date.now()));
      await this.giveWhenPossible(command);
    }
  }
  /** Ids of the remote activities, in the order in which the workflow asked for them. */
  async activities(): Promise<string[]> {
    const events = (await this.histories()).flatMap((history) => history.events ?? []);
    return events.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? []);
  }
  /** One history for each run of the workflow, the first one first. */
  async histories(): Promise<History[]> {
    const histories: History[] = [];
    for (let run_id: string | undefined = await this.lastRunId(); run_id;) {
      const history: History = await this.client.workflow.getHandle(this.execution_id, run_id).fetchHistory();
      histories.unshift(history);
      run_id = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
    }
    return histories;
  }
  private async lastRunId(): Promise<string> {
    return (await this.handle.describe()).runId;
  }
  async starts(): Promise<number[]> {
    return (await this.activities()).map((id) => Number(id.split('-')[1]));
  }
}
/**
 * Refused in the present state; or dropped by the server, because it would have closed the workflow in a task during
 * which another event came in.
 */
function mayBeTakenLater(error: unknown): boolean {
  if (error instanceof ApplicationFailure) return error.type === COMMAND_REFUSED;
  return error instanceof ServiceError && isGrpcServiceError(error.cause) && error.cause.code === FAILED_PRECONDITION;
}
