/** How long a workflow's answer is waited for: long while workers are there, which are busy then, and not where none is. */
import { setTimeout as delay } from 'node:timers/promises';
import { status as GrpcStatus } from '@grpc/grpc-js';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { WorkerPresence } from './worker-presence.js';

/** In ms. A worker that is being restarted is back in the time of three looks. */
const BUSY_MS = 25_000;
const LOOK_EVERY_MS = 2_500;
const LOOKS_IN_VAIN = 3;
/** What was handed to a worker that died with it is never answered; asked again, it goes to another. In ms. */
const ROUND_MS = 8_000;
const PAUSE_MS = 250;
const UNANSWERED = new Set<number>([
  GrpcStatus.DEADLINE_EXCEEDED,
  // The same, where the server saw the deadline first and broke the call off.
  GrpcStatus.CANCELLED,
  // Nobody has come for work lately, and Temporal knows it.
  GrpcStatus.FAILED_PRECONDITION,
]);

/** No worker is there to answer. */
export class NobodyThere extends Error {}

/** Whether a call failed because nobody answered it in time. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof NobodyThere) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) && UNANSWERED.has(Number(cause.code));
}
/**
 * Does the call, which may be repeated. @throws what it throws, or an error that `isUnanswered` knows: after some
 * seconds where no worker is there, and after 25 s where all are busy
 */
export async function withPatience<T>(client: Client, workers: WorkerPresence, call: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  try {
    const asked = client.withAbortSignal(over.signal, () => inRounds(client, call, over.signal));
    return await Promise.race([asked, rejectedWhenNobodyIsThere(workers, over.signal)]);
  } finally {
    over.abort();
  }
}
async function inRounds<T>(client: Client, call: () => Promise<T>, over: AbortSignal): Promise<T> {
  for (const until = Date.now() + BUSY_MS; ; await delay(PAUSE_MS)) {
    try {
      return await client.withDeadline(Math.min(until, Date.now() + ROUND_MS), call);
    } catch (error) {
      if (over.aborted || !isUnanswered(error) || Date.now() + PAUSE_MS >= until) throw error;
    }
  }
}
/** Rejects when nobody is there, and with the answer, which nobody hears then. */
async function rejectedWhenNobodyIsThere(workers: WorkerPresence, over: AbortSignal): Promise<never> {
  for (let inVain = 0; inVain < LOOKS_IN_VAIN;) {
    await delay(LOOK_EVERY_MS, undefined, { ref: false, signal: over });
    // Where it cannot be known, somebody may be there.
    const isThere = await workers.isAnyThere().catch(() => true);
    inVain = isThere ? 0 : inVain + 1;
  }
  throw new NobodyThere();
}
