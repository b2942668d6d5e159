/** `flow.wait` {seconds} or {until}: a durable sleep. Output {waited_seconds, until}. */
import type { JsonObject } from '../../src/contracts/json.js';
import { instantOf } from '../../src/language/instant.js';
import type { StepBehaviour, StepSurroundings } from './step-behaviour.js';
import { begin, completed, failed, timeLimit } from './step-outcome.js';
import type { StepDispatch, StepOutcome } from '../step-host.js';

const INVALID =
  'flow.wait needs either seconds (a number from 0 to 31536000) or until (an ISO 8601 time with its offset)';
const MAX_SECONDS = 31_536_000;

/** In ms since the epoch; null for arguments that say no time. */
function targetOf({ seconds, until }: JsonObject, since: string): number | null {
  if (typeof seconds === 'number' && (until ?? null) === null) {
    return seconds >= 0 && seconds <= MAX_SECONDS ? Date.parse(since) + seconds * 1000 : null;
  }
  return typeof until === 'string' && (seconds ?? null) === null ? instantOf(until) : null;
}
async function run(dispatch: StepDispatch, surroundings: StepSurroundings): Promise<StepOutcome> {
  const { host, isCancelled } = surroundings;
  const since = begin(dispatch, surroundings);
  const target = targetOf(dispatch.input, since);
  if (target === null) return failed(dispatch, surroundings, 'invalid_input', INVALID);
  const until = new Date(Math.max(target, Date.parse(since))).toISOString();
  const { timeout_seconds } = dispatch.step;
  for (;;) {
    const limit = timeLimit({ since }, timeout_seconds, surroundings);
    if (isCancelled()) return { kind: 'cancelled' };
    if (host.now() >= target) break;
    if (host.now() >= limit) return failed(dispatch, surroundings, 'timeout', `Timed out after ${timeout_seconds} s`);
    const end = Math.min(target, limit);
    await surroundings.rest({ kind: 'time', since, until: new Date(end).toISOString() }, () => false);
  }
  const waited_seconds = Math.max(0, host.now() - Date.parse(since)) / 1000;
  return completed(dispatch, surroundings, since, { waited_seconds, until });
}
export const waitStep: StepBehaviour = { run };
