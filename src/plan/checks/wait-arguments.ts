import type { Finding } from '../../contracts/finding.js';
import { instantOf } from '../../language/instant.js';
import { isAlwaysGiven, literalArguments } from '../argument-binding.js';
import type { Check } from '../compile-context.js';
import { numberIn, objectIn } from '../json-reading.js';
import { planFinding } from '../plan-finding.js';
import { stepPlace, type StepDraft } from '../step-draft.js';

/** flow.wait gets either seconds or until, a time that can be read, and a timeout that is not shorter than the wait. */
export const waitArguments: Check = ({ steps }) =>
  steps
    .filter(({ function_name }) => function_name === 'flow.wait')
    .flatMap((step) => [...exactlyOne(step), ...unreadableTime(step), ...endlessWait(step)]);

function exactlyOne(step: StepDraft): Finding[] {
  const { binding, path } = step.input;
  const given = objectIn(step.source.input_mapping) ?? {};
  if (given.seconds === undefined && given.until === undefined) {
    const message = 'flow.wait requires one of the arguments seconds and until';
    return [planFinding('missing_argument', `${path}/seconds`, message, stepPlace(step))];
  }
  if (!isAlwaysGiven(binding, 'seconds') || !isAlwaysGiven(binding, 'until')) return [];
  const message = 'until: flow.wait takes either seconds or until, not both';
  return [planFinding('invalid_argument', `${path}/until`, message, stepPlace(step))];
}

function unreadableTime(step: StepDraft): Finding[] {
  const { until } = literalArguments(step.input.binding);
  if (typeof until !== 'string' || instantOf(until) !== null) return [];
  const message = `until: '${until.slice(0, MAX_SHOWN)}' is not a time like 2026-03-01T08:00:00Z`;
  const hint = 'ISO 8601, with Z or the offset from UTC, such as +05:30';
  return [planFinding('invalid_argument', `${step.input.path}/until`, message, { ...stepPlace(step), hint })];
}
const MAX_SHOWN = 40;

function endlessWait(step: StepDraft): Finding[] {
  const seconds = numberIn(literalArguments(step.input.binding).seconds);
  const timeout = numberIn(step.source.timeout_seconds);
  if (seconds === undefined || timeout === undefined || seconds <= timeout) return [];
  const message = `seconds: ${seconds} is longer than timeout_seconds ${timeout}, so the wait always times out`;
  const more = { ...stepPlace(step), severity: 'warning' } as const;
  return [planFinding('invalid_argument', `${step.input.path}/seconds`, message, more)];
}
