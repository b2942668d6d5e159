import type { ExecutionMode } from '../contracts/document.js';
import type { WorkflowGraph } from '../contracts/graph.js';
import { bottlenecksOf } from './bottlenecks.js';
import { criticalPath } from './critical-path.js';
import { cyclesOf } from './cycles.js';
import { dependencyGraph, type DependencyGraph, type GraphStep } from './dependency-graph.js';
import { reckonedDurations, type MeasuredDurations } from './measured-durations.js';
import { parallelizationFactor } from './parallelism.js';
import { suggestionsFor } from './suggestions/suggestions.js';
import { topologicalLevels } from './topological-levels.js';

/** What the graph of a document is described from; a Plan's steps fit. */
export interface GraphInput {
  steps: readonly GraphStep[];
}
export interface GraphOptions {
  /** Measured p50 durations in ms by step number, where there are any. */
  durations?: MeasuredDurations;
  /** The document's max_parallelism, for the suggestion that compares it with the width. */
  max_parallelism?: number;
  /** The document's mode, for the suggestion that compares it with eager. */
  mode?: ExecutionMode;
}

/** The graph as the API shows it. A cyclic one has its cycles, an empty execution_order and nothing derived from it. */
export function describeGraph({ steps }: GraphInput, options: GraphOptions = {}): WorkflowGraph {
  const graph = dependencyGraph(steps);
  const levels = topologicalLevels(graph);
  const cyclic = levels.length === 0 && graph.steps.length > 0;
  return cyclic ? cyclicGraph(graph) : acyclicGraph(graph, levels, steps, options);
}

function cyclicGraph(graph: DependencyGraph): WorkflowGraph {
  return {
    total_steps: graph.steps.length,
    edges: [...graph.edges],
    execution_order: [],
    max_depth: 0,
    max_width: 0,
    critical_path: [],
    critical_path_length: 0,
    parallelization_factor: 1,
    estimated_speedup: 1,
    has_cycles: true,
    cycles: cyclesOf(graph),
    suggestions: [],
    bottlenecks: [],
  };
}

function acyclicGraph(
  graph: DependencyGraph,
  levels: number[][],
  steps: readonly GraphStep[],
  { durations = new Map(), max_parallelism, mode }: GraphOptions,
): WorkflowGraph {
  const critical_path = criticalPath(graph, levels);
  const factor = parallelizationFactor(graph.steps.length, critical_path.length);
  const timed = timedGraph(graph, levels, durations);
  const max_width = levels.reduce((widest, level) => Math.max(widest, level.length), 0);
  const context = {
    graph,
    levels,
    max_width,
    max_parallelism,
    mode,
    steps: new Map(steps.map((step) => [step.step_number, step])),
    measured: durations,
    measured_critical_path: timed?.measured_critical_path ?? [],
    measured_critical_path_ms: timed?.measured_critical_path_ms ?? 0,
  };
  return {
    total_steps: graph.steps.length,
    edges: [...graph.edges],
    execution_order: levels,
    max_depth: levels.length,
    max_width,
    critical_path,
    critical_path_length: critical_path.length,
    parallelization_factor: factor,
    estimated_speedup: factor,
    has_cycles: false,
    cycles: [],
    suggestions: suggestionsFor(context),
    bottlenecks: bottlenecksOf(context),
    ...timed,
  };
}

type TimedGraph = Required<
  Pick<WorkflowGraph, 'estimated_speedup' | 'measured_critical_path' | 'measured_critical_path_ms'>
>;
/** What measured durations add; nothing without any. */
function timedGraph(
  graph: DependencyGraph,
  levels: readonly number[][],
  measured: MeasuredDurations,
): TimedGraph | undefined {
  const durationOf = reckonedDurations(graph.steps, measured);
  if (!durationOf) return undefined;
  const total = (steps: readonly number[]): number => steps.reduce((sum, step) => sum + durationOf(step), 0);
  const measured_critical_path = criticalPath(graph, levels, durationOf);
  const measured_critical_path_ms = total(measured_critical_path);
  return {
    estimated_speedup: parallelizationFactor(total(graph.steps), measured_critical_path_ms),
    measured_critical_path,
    measured_critical_path_ms,
  };
}
