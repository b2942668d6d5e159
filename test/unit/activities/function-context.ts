import type { FunctionContext, FunctionLog } from '../../../src/contracts/function.js';

/** A log that keeps its lines as `level: message`. */
export function recordingLog(): FunctionLog & { lines: string[] } {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** What a function gets beside its input, for calling it directly. */
export function functionContext(more: Partial<FunctionContext> = {}): FunctionContext {
  return {
    signal: new AbortController().signal,
    attempt: 1,
    idempotencyKey: 'execution/1',
    progress: () => Promise.resolve(),
    log: recordingLog(),
    ...more,
  };
}
