import type { FunctionLog, ProgressUpdate } from '../src/contracts/function.js';
import { readJson } from './json-output.js';
import { ProgressThrottle } from './progress-throttle.js';

const SHORTEST_INTERVAL_MS = 100;

/**
 * Least time between two updates of an attempt that has run for so long, in ms: a tenth of a second, from 10 s on a
 * hundredth of what has passed. So there are at most 100 in the first 10 s, and since each of the later ones adds 1 % to
 * the time, at most 100 + ln(t / 10 s) / ln(1.01) after t: 690 in an hour, 1,010 in a day. Each is a signal to the
 * workflow, whose history has an end.
 */
export const progressInterval = (elapsed_ms: number): number => Math.max(SHORTEST_INTERVAL_MS, elapsed_ms / 100);

export interface AttemptProgressOptions {
  onProgress: (update: ProgressUpdate) => Promise<void>;
  log: FunctionLog;
}
export interface AttemptProgress {
  report(update: ProgressUpdate): Promise<void>;
  close(limit_ms: number): Promise<void>;
}

/**
 * A function's progress on its way out: checked, copied, at most ten a second and fewer as time goes on. Progress is a
 * courtesy: an update that is not usable, or that cannot be delivered, is logged and dropped, and the attempt goes on.
 */
export function attemptProgress({ onProgress, log }: AttemptProgressOptions): AttemptProgress {
  const onLost = (error: unknown) => log.warn('A progress update was not delivered', { error: String(error) });
  const throttle = new ProgressThrottle({
    send: async (update) => onProgress(update),
    onLost,
    interval_ms: progressInterval,
    longest_hold_ms: SHORTEST_INTERVAL_MS,
  });
  return {
    report(update) {
      const usable = usableUpdate(update);
      if (usable) return throttle.report(usable);
      log.warn('A progress update was dropped: progress_percent is a number, output is JSON');
      return Promise.resolve();
    },
    close: (limit_ms) => throttle.close(limit_ms),
  };
}

/** A copy of the update, its percentage held between 0 and 100; null when it cannot be used. */
function usableUpdate(update: unknown): ProgressUpdate | null {
  const reading = readJson(update);
  if (reading.kind === 'not_json' || typeof reading.value !== 'object') return null;
  if (reading.value === null || Array.isArray(reading.value)) return null;
  const { progress_percent: percent, output } = reading.value;
  if (percent !== undefined && typeof percent !== 'number') return null;
  return {
    ...(percent === undefined ? {} : { progress_percent: Math.min(100, Math.max(0, percent)) }),
    ...(output === undefined ? {} : { output }),
  };
}
