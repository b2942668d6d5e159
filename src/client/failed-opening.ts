/** How a stream ended that was not opened, or that broke while it was read. */
import type { StreamEnd } from './event-stream.js';
import { ProblemError } from './problem-error.js';

/** What may pass is a break: only a refusal ends the following. */
export function failedOpening(error: unknown): StreamEnd {
  if (error instanceof ProblemError) {
    if (!error.may_pass) return { kind: 'refused', problem: error };
    return { kind: 'broken', reason: error.message, retry_after_ms: error.retry_after_ms };
  }
  return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
}
