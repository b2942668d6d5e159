/** What a person asks of an execution that has not closed. A command that is not possible now is a ProblemError 409. */
import type { ExecutionStatus } from '../contracts/execution.js';
import type { Json, JsonObject } from '../contracts/json.js';
import { ApiCalls, apiPath, type CallOptions } from './api-calls.js';

export interface CommandOptions extends CallOptions {
  /** The same key gives the command once. */
  idempotency_key?: string | undefined;
}
export interface CommandAnswer {
  execution_id: string;
  /** After the command. */
  status: ExecutionStatus;
}

export class CommandCalls extends ApiCalls {
  /** What runs is finished, and nothing new starts. */
  pause(execution_id: string, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'pause'), {}, options);
  }
  resume(execution_id: string, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'resume'), {}, options);
  }
  cancel(execution_id: string, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'cancel'), {}, options);
  }
  /** @param body.input_override the arguments in place of the mapped ones */
  retry(
    execution_id: string,
    step_number: number,
    body: { input_override?: JsonObject } = {},
    options: CommandOptions = {},
  ): Promise<CommandAnswer> {
    return this.give(stepPath(execution_id, step_number, 'retry'), body, options);
  }
  skip(
    execution_id: string,
    step_number: number,
    body: { reason?: string } = {},
    options: CommandOptions = {},
  ): Promise<CommandAnswer> {
    return this.give(stepPath(execution_id, step_number, 'skip'), body, options);
  }
  /** Gives a failed step its output by hand. */
  complete(
    execution_id: string,
    step_number: number,
    body: { output: Json },
    options: CommandOptions = {},
  ): Promise<CommandAnswer> {
    return this.give(stepPath(execution_id, step_number, 'complete'), body, options);
  }
  /** More time for a running step. */
  extendTimeout(
    execution_id: string,
    step_number: number,
    body: { seconds: number },
    options: CommandOptions = {},
  ): Promise<CommandAnswer> {
    return this.give(stepPath(execution_id, step_number, 'extend-timeout'), body, options);
  }
  /** What a step that calls `flow.signal` waits for. @throws ProblemError 404 when none waits for that name */
  signal(execution_id: string, name: string, payload: Json, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'signals', name), { payload }, options);
  }
  approve(execution_id: string, body: { notes?: string } = {}, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'approve'), body, options);
  }
  reject(execution_id: string, body: { notes: string }, options: CommandOptions = {}): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'reject'), body, options);
  }
  extendApproval(
    execution_id: string,
    body: { seconds: number },
    options: CommandOptions = {},
  ): Promise<CommandAnswer> {
    return this.give(apiPath('executions', execution_id, 'extend-approval'), body, options);
  }

  private give(path: string, body: object, { idempotency_key, signal }: CommandOptions): Promise<CommandAnswer> {
    return this.call({ method: 'POST', path, body, headers: { 'idempotency-key': idempotency_key }, signal });
  }
}
const stepPath = (execution_id: string, step_number: number, command: string): string =>
  apiPath('executions', execution_id, 'steps', step_number, command);
