/** What makes a file in a folder of the cache is done by one process at a time; the others wait and find its file. */
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { tryProcessLock } from '../../process/process-lock.js';
import type { ObtainContext } from './obtain-strategy.js';

const LOOK_AGAIN_MS = 1_000;
const REPORT_EVERY_MS = 10_000;

/** Waits without limit for whoever works, with a line each 10 s; `signal` ends the waiting. */
export async function withCacheLock<T>(folder: string, context: ObtainContext, work: () => Promise<T>): Promise<T> {
  const { progress, signal } = context;
  mkdirSync(folder, { recursive: true });
  for (let waited_ms = 0; ; waited_ms += LOOK_AGAIN_MS) {
    const attempt = await tryProcessLock(folder, 'lock');
    if (attempt.kind === 'acquired') return work().finally(attempt.release);
    if (waited_ms % REPORT_EVERY_MS === 0) {
      progress(
        `Temporal: process ${attempt.holder.pid} is obtaining it already, waiting for it (${waited_ms / 1000} s so far)`,
      );
    }
    await delay(LOOK_AGAIN_MS, undefined, signal ? { signal } : {});
  }
}
