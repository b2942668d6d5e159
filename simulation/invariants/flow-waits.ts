import type { ExecutionEvent } from '../../src/contracts/events.js';
import type { StepRecord } from '../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Invariant, Observed, Verdict } from './invariant.js';

/** Wake-ups are lost, and answers of the platform take their time. In ms. */
const SLACK_MS = 15_000;

/** What the document says, where it says it itself. */
function argument(step_number: number, name: string, { document }: Observed): Json {
  const steps = document['workflow_steps'] as JsonObject[];
  const step = steps.find((one) => one['step_number'] === step_number);
  return (step?.['input_mapping'] as JsonObject | undefined)?.[name] ?? null;
}
const since = (from: string | null, to: string): number => Date.parse(to) - Date.parse(from ?? to);

function waited(event: Extract<ExecutionEvent, { event: 'step_completed' }>, observed: Observed): Verdict {
  const { step_number, timestamp, attempt } = event;
  const { step, started_at } = observed.ledger.step(step_number);
  if (step.function !== 'flow.wait' || event.used_fallback || attempt === 0) return null;
  if (observed.ledger.isCompletedByHand(step_number) || event.taken_from !== undefined) return null;
  const seconds = argument(step_number, 'seconds', observed);
  const until = argument(step_number, 'until', observed);
  const ms = since(started_at, timestamp);
  if (typeof until === 'string' && Date.parse(timestamp) < Date.parse(until)) return `waited until ${timestamp} only`;
  if (typeof seconds !== 'number') return null;
  const isRight = ms >= seconds * 1000 && ms <= seconds * 1000 + SLACK_MS;
  return isRight ? null : `step ${step_number} waited ${ms} ms instead of ${seconds} s`;
}
function gaveUp(event: Extract<ExecutionEvent, { event: 'step_timeout' }>, observed: Observed): Verdict {
  const { step_number, timestamp } = event;
  const { step, started_at, extension_seconds } = observed.ledger.step(step_number);
  // What a failure cancelled begins anew, when that is recovered, without the time that was added.
  if (observed.ledger.failsFast) return null;
  const own = step.function === 'flow.signal' ? argument(step_number, 'timeout_seconds', observed) : null;
  const limit_ms = ((typeof own === 'number' ? own : step.timeout_seconds) + extension_seconds) * 1000;
  const ms = since(started_at, timestamp);
  const isRight = ms >= limit_ms && ms <= limit_ms + SLACK_MS;
  return isRight ? null : `step ${step_number} gave up after ${ms} ms instead of ${limit_ms}`;
}
/** A random document has a time that says nothing now and then, and never a name or a type. */
function wronglyRefused({ step_number, error, input_override, items }: StepRecord, observed: Observed): Verdict {
  if (items || input_override || error?.type !== 'invalid_input') return null;
  const seconds = argument(step_number, 'seconds', observed);
  return typeof seconds === 'number' && seconds < 0 ? null : `step ${step_number} does not take its arguments`;
}
export const flowWaits: Invariant = {
  rule: 'what the workflow itself waits for takes as long as the document and people say',
  event: (event, observed) => {
    if (!('step_number' in event)) return null;
    const { isFlow, step } = observed.ledger.step(event.step_number);
    if (!isFlow || step.foreach) return null;
    if (event.event === 'step_completed') return waited(event, observed);
    return event.event === 'step_timeout' ? gaveUp(event, observed) : null;
  },
  closed: (observed) => {
    const flows = observed.state().steps.filter(({ step_number }) => observed.ledger.step(step_number).isFlow);
    return flows.map((record) => wronglyRefused(record, observed)).find((verdict) => verdict !== null) ?? null;
  },
};
