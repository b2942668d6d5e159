/** Who is silent when a workflow does not answer: its worker, or Temporal itself. */
import type { Client } from '@temporalio/client';
import { isUnanswered } from './patience.js';
import { Problem, unavailable } from '../http/problem.js';

/** Temporal answers this at once, with or without workers. In ms. */
const TEMPORAL_ANSWER_MS = 2_000;
const START_ONE = 'No worker answers: start one, e.g. ROLE=worker npm start, or wait until a busy one has time';
const MAY_BE_APPLIED =
  'the command may be applied then, and sent again under the same Idempotency-Key it is applied once';

/** What was asked of the workflow: a question that changes nothing, or a command. */
export type Asked = 'question' | 'command';

/**
 * Takes what a query or an update failed with. Returns the 503 that names the worker where only that is silent, what
 * Temporal failed with where that is silent too, and any other error as it is.
 */
export async function nameTheSilent(error: unknown, client: Client, asked: Asked): Promise<unknown> {
  if (!isUnanswered(error)) return error;
  try {
    const ask = () => client.connection.workflowService.getSystemInfo({});
    await client.withDeadline(Date.now() + TEMPORAL_ANSWER_MS, ask);
    return unavailable('worker', asked === 'command' ? `${START_ONE}; ${MAY_BE_APPLIED}` : START_ONE);
  } catch (silence) {
    return silence;
  }
}
export const isSilentWorker = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === 'worker_unavailable';
