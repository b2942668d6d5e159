/** How a start is answered: with 202 at once, or with the execution when the client prefers to wait and it settles in time. */
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Execution } from '../contracts/execution.js';
import type { StartAccepted } from '../contracts/start.js';
import { idempotencyKey, preferredWait } from './execute-request.js';
import { executionLinks } from './execution-links.js';
import { ExecutionReader } from './execution-reader.js';
import type { Started, StartOptions } from './execution-starter.js';
import { Settlement, type Wait } from './settlement.js';

export interface StartHeaders {
  prefer: string | undefined;
  idempotency_key: string | undefined;
}

@Injectable()
export class StartAnswers {
  constructor(
    private readonly reader: ExecutionReader,
    private readonly settlement: Settlement,
  ) {}

  /** @throws Problem 400 for a key that is too long, and what `start` throws */
  async answer(
    start: (options: StartOptions) => Promise<Started>,
    { prefer, idempotency_key }: StartHeaders,
    response: Response,
  ): Promise<Execution | StartAccepted> {
    const wait_seconds = preferredWait(prefer);
    let wait: Wait | null = null;
    const beforeStart = (execution_id: string) => {
      if (wait_seconds !== null) wait = this.settlement.listen(execution_id);
    };
    const started = await start({ idempotency_key: idempotencyKey(idempotency_key), beforeStart });
    const settled = wait_seconds !== null && (await this.awaitEnd(started, wait, wait_seconds));
    if (wait_seconds !== null) response.setHeader('preference-applied', `wait=${wait_seconds}`);
    response.status(settled ? 200 : 202);
    return settled ? this.reader.read(started.execution_id) : accepted(started);
  }
  private awaitEnd({ execution_id, repeated }: Started, wait: Wait | null, seconds: number): Promise<boolean> {
    if (wait !== null) return wait.settled(seconds * 1000);
    return repeated ? this.awaitRepeated(execution_id, seconds) : Promise.resolve(false);
  }
  private async awaitRepeated(execution_id: string, seconds: number): Promise<boolean> {
    const wait = this.settlement.listen(execution_id);
    return (await this.settlement.isSettled(execution_id)) || wait.settled(seconds * 1000);
  }
}
function accepted({ execution_id, status }: Started): StartAccepted {
  return { execution_id, status, links: executionLinks(execution_id) };
}
