import type { DependencyGraph } from './dependency-graph.js';

/**
 * The strongly connected components with more than one step (Tarjan 1972, with an explicit stack, so that a chain of
 * any length is safe). Steps of a component ascend; components are ordered by their lowest step.
 * @param within only these steps and the edges between them are looked at
 */
export function strongComponents(graph: DependencyGraph, within: ReadonlySet<number>): number[][] {
  const search = new TarjanSearch(graph, within);
  for (const step of within) search.from(step);
  return search.components
    .map((component) => component.sort((a, b) => a - b))
    .sort(([first = 0], [second = 0]) => first - second);
}

interface Visit {
  step: number;
  index: number;
  lowlink: number;
  onStack: boolean;
  next: number;
}

class TarjanSearch {
  readonly components: number[][] = [];
  private readonly visits = new Map<number, Visit>();
  private readonly open: Visit[] = [];
  private readonly calls: Visit[] = [];

  constructor(
    private readonly graph: DependencyGraph,
    private readonly within: ReadonlySet<number>,
  ) {}

  from(step: number): void {
    if (this.visits.has(step)) return;
    this.enter(step);
    for (let visit = this.calls.at(-1); visit; visit = this.calls.at(-1)) this.advance(visit);
  }

  private enter(step: number): void {
    const index = this.visits.size;
    const visit = { step, index, lowlink: index, onStack: true, next: 0 };
    this.visits.set(step, visit);
    this.open.push(visit);
    this.calls.push(visit);
  }

  private advance(visit: Visit): void {
    const neighbour = this.graph.successors(visit.step)[visit.next++];
    if (neighbour === undefined) return this.leave(visit);
    if (!this.within.has(neighbour)) return;
    const seen = this.visits.get(neighbour);
    if (!seen) this.enter(neighbour);
    else if (seen.onStack) visit.lowlink = Math.min(visit.lowlink, seen.index);
  }

  private leave(visit: Visit): void {
    this.calls.pop();
    const caller = this.calls.at(-1);
    if (caller) caller.lowlink = Math.min(caller.lowlink, visit.lowlink);
    if (visit.lowlink === visit.index) this.close(visit);
  }

  private close(root: Visit): void {
    const members = this.open.splice(this.open.lastIndexOf(root));
    for (const member of members) member.onStack = false;
    if (members.length > 1) this.components.push(members.map((member) => member.step));
  }
}
