/**
 * One attempt of a function, from its arguments to its outcome. It knows no Temporal: the caller gives it the
 * cancellation, the validation and the way for progress.
 * - The outcome never comes later than the deadline or the cancellation (and the last progress update, at most 1 s).
 * - A function that ignores its signal is abandoned; what it returns or throws later is discarded.
 * - Nothing that a function does makes this reject.
 */
import type { InputFinding } from '../src/contracts/finding.js';
import type { FunctionContext, FunctionDefinition, FunctionLog, ProgressUpdate } from '../src/contracts/function.js';
import type { Json, JsonObject, JsonSchema } from '../src/contracts/json.js';
import { AttemptDeadline, AttemptTimeout } from './attempt-deadline.js';
import { InvalidValueError, notJsonFinding } from './attempt-failure.js';
import { PermanentError } from './errors.js';
import { classifyFailure, type Failure } from './failure-classification.js';
import { readJson } from './json-output.js';
import { attemptProgress } from './attempt-progress.js';

export interface AttemptRequest {
  definition: FunctionDefinition;
  /** The arguments: an object, which is checked here. */
  input: Json;
  /** `<execution_id>/<step_number>`. */
  idempotency_key: string;
  /** From 1. */
  attempt: number;
  timeout_seconds: number;
  cancelled: AbortSignal;
  /** Delivers one progress update; throttled to ten a second. */
  onProgress: (update: ProgressUpdate) => Promise<void>;
  log: FunctionLog;
  /** Findings of severity error are violations. */
  validateInput: (schema: JsonSchema, value: Json) => InputFinding[];
  /** Checks the step's own output_schema and rules. */
  validateOutput?: ((output: Json) => InputFinding[]) | undefined;
}

/** Times are ISO 8601 with milliseconds, the function's own start and end. */
interface AttemptTimes {
  started_at: string;
  completed_at: string;
}
export type AttemptOutcome =
  | ({ kind: 'completed'; output: Json } & AttemptTimes)
  | ({ kind: 'failed'; findings: InputFinding[] } & Failure & AttemptTimes)
  | { kind: 'cancelled' };

type Verdict = { kind: 'returned'; value: unknown } | { kind: 'threw'; error: unknown } | { kind: 'cancelled' };

const FLUSH_LIMIT_MS = 1_000;

export async function runAttempt(request: AttemptRequest): Promise<AttemptOutcome> {
  if (request.cancelled.aborted) return { kind: 'cancelled' };
  const started_at = new Date().toISOString();
  const deadline = new AttemptDeadline(request);
  const progress = attemptProgress(request);
  const verdict = await runUntil(deadline, request, progress.report);
  deadline.release();
  const outcome = concluded(request, verdict, started_at);
  await progress.close(FLUSH_LIMIT_MS);
  return outcome;
}

async function runUntil(
  deadline: AttemptDeadline,
  request: AttemptRequest,
  progress: FunctionContext['progress'],
): Promise<Verdict> {
  const work = call(request, { signal: deadline.signal, progress });
  const first = await Promise.race([work, deadline.interrupted]);
  switch (deadline.interruption()) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timeout':
      return { kind: 'threw', error: new AttemptTimeout(request.timeout_seconds) };
    case null:
      return first ?? work;
  }
}

/** Never rejects, so the late end of an abandoned function is nobody's unhandled rejection. */
async function call(
  request: AttemptRequest,
  { signal, progress }: Pick<FunctionContext, 'signal' | 'progress'>,
): Promise<Verdict> {
  const { definition, attempt, idempotency_key: idempotencyKey, log } = request;
  try {
    const value = await definition.run(checkedInput(request), { signal, progress, attempt, idempotencyKey, log });
    return { kind: 'returned', value };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

function concluded(request: AttemptRequest, verdict: Verdict, started_at: string): AttemptOutcome {
  const times = { started_at, completed_at: new Date().toISOString() };
  if (verdict.kind === 'cancelled') return verdict;
  if (verdict.kind === 'threw') return failed(verdict.error, times);
  try {
    return { kind: 'completed', output: checkedOutput(request, verdict.value), ...times };
  } catch (error) {
    return failed(error, times);
  }
}

function checkedInput({ definition, input, validateInput }: AttemptRequest): JsonObject {
  assertFits('invalid_input', validateInput(definition.input, input));
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw new PermanentError('Invalid input: the arguments must be an object', { type: 'invalid_input' });
}

function checkedOutput(request: AttemptRequest, value: unknown): Json {
  const reading = readJson(value);
  if (reading.kind === 'not_json') assertFits('output_invalid', [notJsonFinding(reading.path, reading.problem)]);
  const output = reading.kind === 'json' ? reading.value : null;
  assertFits('output_invalid', request.validateOutput?.(output) ?? []);
  return output;
}

function assertFits(type: 'invalid_input' | 'output_invalid', findings: InputFinding[]): void {
  const violations = findings.filter(({ severity }) => severity === 'error');
  if (violations.length > 0) throw new InvalidValueError(type, violations);
}

function failed(error: unknown, times: AttemptTimes): AttemptOutcome {
  const findings = error instanceof InvalidValueError ? error.findings : [];
  return { kind: 'failed', ...classifyFailure(error), findings, ...times };
}
