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

type Adjacency = ReadonlyMap<number, readonly number[]>;

const ascending = (numbers: readonly string[] | undefined): number[] =>
  (numbers ?? []).map(Number).sort((a, b) => a - b);

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

/** The graph over step numbers. A step that waits for itself is an edge to itself. Linear in steps and edges. */
export function dependencyGraph(steps: readonly GraphStep[]): DependencyGraph {
  const graph = filled(steps);
  const numbers = ascending(graph.nodes());
  const neighbours = (of: (node: string) => string[] | undefined): Adjacency =>
    new Map(numbers.map((step) => [step, ascending(of(String(step)))]));
  const successors = neighbours((node) => graph.successors(node));
  const predecessors = neighbours((node) => graph.predecessors(node));
  return {
    steps: numbers,
    edges: numbers.flatMap((from) => (successors.get(from) ?? []).map((to): [number, number] => [from, to])),
    successors: (step) => successors.get(step) ?? [],
    predecessors: (step) => predecessors.get(step) ?? [],
  };
}
