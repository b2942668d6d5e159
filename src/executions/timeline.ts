/** Steps and their attempts with start and end, from the log of an execution. */
import type { ExecutionEvent } from '../contracts/events.js';
import type { Execution, StepRecord } from '../contracts/execution.js';
import type { Timeline, TimelineAttempt } from '../contracts/timeline.js';

type AttemptStart = Map<string, string>;
const keyOf = (step_number: number, attempt: number): string => `${step_number}/${attempt}`;

function startsOf(events: ExecutionEvent[]): AttemptStart {
  const starts: AttemptStart = new Map();
  for (const event of events) {
    if (event.event === 'step_started') starts.set(keyOf(event.step_number, event.attempt), event.timestamp);
  }
  return starts;
}
/** Of a step with `foreach`: the failed attempts of its items, and the step itself as the last. */
function attemptsOf(step: StepRecord, starts: AttemptStart): TimelineAttempt[] {
  const startOf = (attempt: number) => starts.get(keyOf(step.step_number, attempt)) ?? null;
  const failed = step.retries.map(({ attempt, timestamp, error_type }) => ({
    attempt,
    started_at: startOf(attempt),
    completed_at: timestamp,
    outcome: error_type,
  }));
  if (step.attempts === 0 || (!step.items && failed.some(({ attempt }) => attempt === step.attempts))) return failed;
  const last = {
    attempt: step.attempts,
    started_at: step.items ? step.started_at : startOf(step.attempts),
    completed_at: step.completed_at,
    outcome: step.status,
  };
  return [...failed, last];
}
export function timelineOf({ steps, execution_graph }: Execution, events: ExecutionEvent[]): Timeline {
  const starts = startsOf(events);
  const items = steps.map((step) => {
    const { step_number, step_name, status } = step;
    return { step_number, step_name, status, attempts: attemptsOf(step, starts) };
  });
  return { items, critical_path: execution_graph.critical_path };
}
