import { reckonedDurations } from '../measured-durations.js';
import { WORTHWHILE_MS, type Suggest, type SuggestionContext } from './suggestion-context.js';

/** A mode that takes at least this many times as long as eager is worth a word. */
const WORTHWHILE_RATIO = 1.1;

/** The document's mode makes steps wait for steps that they do not need, by the measured durations. */
export const eagerIsFaster: Suggest = (context) => {
  const { mode, measured_critical_path_ms: eager_ms } = context;
  const present_ms = durationInMode(context);
  if (present_ms === undefined || present_ms - eager_ms < WORTHWHILE_MS) return [];
  if (present_ms < eager_ms * WORTHWHILE_RATIO) return [];
  const message = `In mode ${mode} the steps take about ${present_ms} ms by their measured durations, in mode eager about ${eager_ms} ms`;
  return [{ code: 'eager_is_faster', message, step_numbers: [...context.measured_critical_path] }];
};

/** In ms; undefined in mode eager and without measured durations. */
function durationInMode({ graph, levels, measured, mode }: SuggestionContext): number | undefined {
  const durationOf = reckonedDurations(graph.steps, measured);
  if (durationOf === undefined || mode === undefined) return undefined;
  const longest = (level: readonly number[]): number => level.reduce((ms, step) => Math.max(ms, durationOf(step)), 0);
  const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
  switch (mode) {
    case 'eager':
      return undefined;
    case 'level':
      return sum(levels.map(longest));
    case 'sequential':
      return sum(graph.steps.map(durationOf));
    default:
      return mode satisfies never;
  }
}
