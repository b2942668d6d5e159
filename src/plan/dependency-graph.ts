import { Graph } from '@dagrejs/graphlib';

/** A step as the graph sees it; a PlanStep is one. */
export interface GraphStep {
  step_number: number;
  step_name: string;
  /** Numbers of the steps that this one waits for. Numbers that no step carries are left out of the graph. */
  dependencies: readonly number[];
  /** The dependencies that are not used only inside the condition; all of them when it is absent. */
  joined_dependencies?: readonly number[];
}

/** An edge [N, M] says that step M waits for step N. Every list of step numbers is ascending. */
export interface DependencyGraph {
  steps: readonly number[];
  edges: readonly [number, number][];
  successors(step: number): readonly number[];
  predecessors(step: number): readonly number[];
}

const byStepNumbers = ([from, to]: [number, number], [otherFrom, otherTo]: [number, number]): number =>
  from - otherFrom || to - otherTo;

function filled(steps: readonly GraphStep[]): Graph {
  const graph = new Graph({ directed: true });
  for (const { step_number } of steps) graph.setNode(String(step_number));
  for (const { step_number, dependencies } of steps) {
    for (const dependency of dependencies) {
      if (graph.hasNode(String(dependency))) graph.setEdge(String(dependency), String(step_number));
    }
  }
  return graph;
}

/** The graph over step numbers. A step that waits for itself is an edge to itself. Linear in steps, n log n in edges. */
export function dependencyGraph(steps: readonly GraphStep[]): DependencyGraph {
  const graph = filled(steps);
  const numbers = graph.nodes().map(Number);
  const edges = graph.edges().map(({ v, w }): [number, number] => [Number(v), Number(w)]);
  const [successors, predecessors] = [emptyLists(numbers), emptyLists(numbers)];
  for (const [from, to] of edges.sort(byStepNumbers)) {
    successors.get(from)?.push(to);
    predecessors.get(to)?.push(from);
  }
  return {
    steps: numbers.sort((a, b) => a - b),
    edges,
    successors: (step) => successors.get(step) ?? [],
    predecessors: (step) => predecessors.get(step) ?? [],
  };
}

const emptyLists = (steps: readonly number[]): Map<number, number[]> => new Map(steps.map((step) => [step, []]));
