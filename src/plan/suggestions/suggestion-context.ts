import type { ExecutionMode } from '../../contracts/document.js';
import type { GraphSuggestion } from '../../contracts/graph.js';
import type { DependencyGraph, GraphStep } from '../dependency-graph.js';
import type { MeasuredDurations } from '../measured-durations.js';

/** What a suggestion may look at: an acyclic graph and what was derived from it. */
export interface SuggestionContext {
  graph: DependencyGraph;
  steps: ReadonlyMap<number, GraphStep>;
  levels: readonly number[][];
  max_width: number;
  max_parallelism: number | undefined;
  mode: ExecutionMode | undefined;
  measured: MeasuredDurations;
  /** By measured durations; empty without any. */
  measured_critical_path: readonly number[];
  /** In ms; 0 without any. */
  measured_critical_path_ms: number;
}
/** In ms: what could save less time than this is not worth a suggestion. */
export const WORTHWHILE_MS = 100;

export type Suggest = (context: SuggestionContext) => GraphSuggestion[];

/** `3 (check_soil)`. */
export function namedStep(step: number, steps: SuggestionContext['steps']): string {
  return `${step} (${steps.get(step)?.step_name ?? ''})`;
}
