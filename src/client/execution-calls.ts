/** /api/v1/executions: start, list and read. */
import type { EventPage } from '../contracts/events.js';
import type { Execution, ExecutionRow, ExecutionStatus, StepStatus } from '../contracts/execution.js';
import type { WorkflowGraph } from '../contracts/graph.js';
import type { ListPage, PageQuery } from '../contracts/list-page.js';
import type { RerunRequest, StartAccepted, StartRequest } from '../contracts/start.js';
import type { StepDetail } from '../contracts/step-detail.js';
import type { Timeline } from '../contracts/timeline.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';
import type { DrawingFormat } from './graph-drawing.js';

export interface ExecutionQuery extends PageQuery {
  deliverable_type?: string | undefined;
  status?: ExecutionStatus | undefined;
  user_id?: string | undefined;
  since?: string | Date | undefined;
  until?: string | Date | undefined;
}
export interface ExecuteOptions extends CallOptions {
  /** The same key starts nothing twice, and answers with what it started. */
  idempotency_key?: string | undefined;
  /** For so long the answer waits until the execution ends, parks or waits for approval; at most 60. */
  wait_seconds?: number | undefined;
}
export interface Started {
  execution_id: string;
  status: ExecutionStatus;
  /** When it ended, parked or came to wait for approval in the time waited; otherwise null. */
  execution: Execution | null;
}
export interface ExecutionSight {
  execution: Execution;
  /** False while no worker answers: then `execution` is what was stored last. */
  is_current: boolean;
}
/** The graph with each step's status, by step number. */
export type ColouredGraph = WorkflowGraph & { status?: Record<string, StepStatus> };

/** The code of a stale answer, RFC 9111 and before it RFC 7234, 5.5.1. */
const STORED_LAST = '110 ';

export class ExecutionCalls extends ApiCalls {
  /** One try; `DynexClient.start` tries again. @throws ProblemError 409 for a draft or a deprecated one, 422 with findings */
  execute(type: string, request: StartRequest = {}, options: ExecuteOptions = {}): Promise<Started> {
    return this.startAt(apiPath('workflows', type, 'execute'), request, options);
  }
  /** A closed execution again, as a new one. @throws ProblemError 409 when it is not closed */
  rerun(execution_id: string, request: RerunRequest = {}, options: ExecuteOptions = {}): Promise<Started> {
    return this.startAt(apiPath('executions', execution_id, 'rerun'), request, options);
  }
  /** Newest first. */
  list(query: ExecutionQuery = {}, { signal }: CallOptions = {}): Promise<ListPage<ExecutionRow>> {
    return this.call({ path: apiPath('executions'), query: { ...query }, signal });
  }
  async get(execution_id: string, options: CallOptions = {}): Promise<Execution> {
    return (await this.look(execution_id, options)).execution;
  }
  /** The same, and whether it is so now. */
  async look(execution_id: string, { signal }: CallOptions = {}): Promise<ExecutionSight> {
    const path = apiPath('executions', execution_id);
    const { body, warning } = await this.answer<Execution>({ path, signal });
    return { execution: body, is_current: warning === null || !warning.startsWith(STORED_LAST) };
  }
  /** One step, with its arguments. */
  step(execution_id: string, step_number: number, { signal }: CallOptions = {}): Promise<StepDetail> {
    return this.call({ path: apiPath('executions', execution_id, 'steps', step_number), signal });
  }
  events(execution_id: string, { after, signal }: CallOptions & { after?: number } = {}): Promise<EventPage> {
    return this.call({ path: apiPath('executions', execution_id, 'events'), query: { after }, signal });
  }
  timeline(execution_id: string, { signal }: CallOptions = {}): Promise<Timeline> {
    return this.call({ path: apiPath('executions', execution_id, 'timeline'), signal });
  }
  graph(execution_id: string, { signal }: CallOptions = {}): Promise<ColouredGraph> {
    return this.call({ path: apiPath('executions', execution_id, 'graph'), signal });
  }
  drawing(execution_id: string, format: DrawingFormat, { signal }: CallOptions = {}): Promise<string> {
    return this.text({ path: apiPath('executions', execution_id, 'graph'), query: { format }, signal });
  }

  private async startAt(path: string, request: StartRequest | RerunRequest, options: ExecuteOptions): Promise<Started> {
    const { idempotency_key, wait_seconds, signal } = options;
    const prefer = wait_seconds === undefined ? undefined : `wait=${Math.floor(wait_seconds)}`;
    const headers = { 'idempotency-key': idempotency_key, prefer };
    const answer = await this.answer<Execution | StartAccepted>({
      method: 'POST',
      path,
      body: request,
      headers,
      signal,
    });
    const { execution_id, status } = answer.body;
    return { execution_id, status, execution: answer.status === 200 ? (answer.body as Execution) : null };
  }
}
