/** How long a workflow's answer is waited for: long while workers are there, which are busy then, and not where none is. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { WorkerPresence } from './worker-presence.js';

/** In ms. A worker that is being restarted is back in the time of three looks. */
const BUSY_MS = 25_000;
const LOOK_EVERY_MS = 2_500;
const LOOKS_IN_VAIN = 3;

/** No worker is there to answer. */
export class NobodyThere extends Error {}

/** Does the call. @throws NobodyThere, what gRPC says of a deadline when all are busy, or what the call throws */
export async function withPatience<T>(client: Client, workers: WorkerPresence, call: () => Promise<T>): Promise<T> {
  const answered = new AbortController();
  const silence = new AbortController();
  const bounded = () => client.withDeadline(Date.now() + BUSY_MS, call);
  try {
    return await Promise.race([
      client.withAbortSignal(silence.signal, bounded),
      rejectedWhenNobodyIsThere(workers, answered.signal),
    ]);
  } finally {
    answered.abort();
    // A call that waits to be tried again does not end by this; its outcome is not wanted any more.
    silence.abort();
  }
}
async function rejectedWhenNobodyIsThere(workers: WorkerPresence, answered: AbortSignal): Promise<never> {
  if (await isNobodyThere(workers, answered)) throw new NobodyThere();
  return new Promise(() => undefined);
}
/** True when several looks in a row have found no worker, false when the answer came before. */
async function isNobodyThere(workers: WorkerPresence, answered: AbortSignal): Promise<boolean> {
  for (let inVain = 0; inVain < LOOKS_IN_VAIN;) {
    await delay(LOOK_EVERY_MS, undefined, { signal: answered, ref: false }).catch(() => undefined);
    if (answered.aborted) return false;
    // Where it cannot be known, somebody may be there.
    const isThere = await workers.isAnyThere().catch(() => true);
    inVain = isThere ? 0 : inVain + 1;
  }
  return !answered.aborted;
}
