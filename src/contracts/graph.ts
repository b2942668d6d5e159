import type { Finding } from './finding.js';

/** The dependency graph of a document as the API shows it. An edge [N, M] says that M waits for N. */
export interface WorkflowGraph {
  total_steps: number;
  edges: [number, number][];
  execution_order: number[][];
  max_depth: number;
  max_width: number;
  critical_path: number[];
  critical_path_length: number;
  parallelization_factor: number;
  estimated_speedup: number;
  has_cycles: boolean;
  cycles: number[][];
  suggestions: GraphSuggestion[];
  /** Of the steps on the measured critical path those that take most of it, at most 3, the largest share first. */
  bottlenecks: Bottleneck[];
  /** A longest path by measured p50 durations; only where there are any. */
  measured_critical_path?: number[];
  /** Its length in whole ms; a step without a measured duration counts as the mean of the others. */
  measured_critical_path_ms?: number;
}
export interface Bottleneck {
  step_number: number;
  /** Measured, in ms. */
  p50_ms: number;
  /** Of the measured critical path, 0 to 1. */
  share: number;
}
export interface GraphSuggestion {
  code: string;
  message: string;
  step_numbers: number[];
}
/** The answer of POST /workflows/validate. */
export interface Validation {
  valid: boolean;
  findings: Finding[];
  graph: WorkflowGraph | null;
}
