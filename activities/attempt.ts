/**
 * One attempt of a function, from its arguments to its outcome. It knows no Temporal: the caller gives it the
 * cancellation, the validation and the way for progress.
 * - The outcome comes at the deadline or the cancellation at the latest, whatever the function does. Two things can
 *   hold it up: the answer about an extension of the time (at most 2 s) and the last progress update (at most 1 s).
 * - A function that ignores its signal is abandoned; what it returns or throws later is discarded. One that obeys has its
 *   cleanup run, and nobody waits for it.
 * - Nothing that a function does makes this reject.
 */
import type { InputFinding } from '../src/contracts/finding.js';
import type { FunctionContext, FunctionDefinition, FunctionLog, ProgressUpdate } from '../src/contracts/function.js';
import type { Json, JsonObject, JsonSchema } from '../src/contracts/json.js';
import type { AttemptClock } from './attempt-clock.js';
import { AttemptDeadline } from './attempt-deadline.js';
import { InvalidValueError, notJsonFinding } from './attempt-failure.js';
import { PermanentError } from './errors.js';
import { classifyFailure, type Failure } from './failure-classification.js';
import { readJson } from './json-output.js';
import { attemptProgress } from './attempt-progress.js';
import type { AskExtension } from './time-extension.js';

export interface AttemptRequest {
  definition: FunctionDefinition;
  /** The arguments: an object, which is checked here. */
  input: Json;
  /** The same for every attempt. */
  idempotency_key: string;
  /** From 1. */
  attempt: number;
  /** 0 or less when the time is up already. */
  timeout_seconds: number;
  /** Asked when the time is up, before the attempt is aborted. Left out of one whose time cannot be extended. */
  extension?: AskExtension | undefined;
  cancelled: AbortSignal;
  /** Started with the attempt. */
  clock: AttemptClock;
  /** Delivers one progress update; throttled. */
  onProgress: (update: ProgressUpdate) => Promise<void>;
  log: FunctionLog;
  /** Findings of severity error are violations. */
  validateInput: (schema: JsonSchema, value: Json) => InputFinding[];
  /** Checks the step's own output_schema and rules. */
  validateOutput?: ((output: Json) => InputFinding[]) | undefined;
}

/** Times are ISO 8601 with milliseconds, the function's own start and end; their difference is its true duration. */
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
  const deadline = new AttemptDeadline(request);
  const progress = attemptProgress(request);
  const verdict = await runUntil(deadline, request, progress.report);
  deadline.release();
  const outcome = concluded(request, verdict);
  await progress.close(FLUSH_LIMIT_MS);
  return outcome;
}

async function runUntil(
  deadline: AttemptDeadline,
  request: AttemptRequest,
  progress: FunctionContext['progress'],
): Promise<Verdict> {
  const early = await interruption(deadline);
  if (early) return early;
  const work = call(request, { signal: deadline.signal, progress });
  await Promise.race([work, deadline.interrupted]);
  return (await interruption(deadline)) ?? work;
}

async function interruption(deadline: AttemptDeadline): Promise<Verdict | null> {
  switch (await deadline.interruption()) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timeout':
      return { kind: 'threw', error: deadline.signal.reason };
    case null:
      return null;
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

function concluded(request: AttemptRequest, verdict: Verdict): AttemptOutcome {
  const { clock } = request;
  const times = { started_at: clock.started_at, completed_at: clock.now() };
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
