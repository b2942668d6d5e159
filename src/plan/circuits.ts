import type { DependencyGraph } from './dependency-graph.js';

/**
 * At most `limit` elementary circuits of two or more steps through `start` that stay `within` (the CIRCUIT procedure of
 * Johnson 1975, "Finding all the elementary circuits of a directed graph", with an explicit stack). `within` has to be
 * strongly connected; between two circuits the work is linear in its edges.
 */
export function circuitsFrom(
  graph: DependencyGraph,
  start: number,
  within: ReadonlySet<number>,
  limit: number,
): number[][] {
  const search = new CircuitSearch(graph, start, within);
  while (search.found.length < limit && search.advance());
  return search.found;
}

interface Visit {
  step: number;
  neighbours: readonly number[];
  next: number;
  /** A circuit was closed through this step. */
  closed: boolean;
}

class CircuitSearch {
  readonly found: number[][] = [];
  private readonly path: Visit[] = [];
  private readonly blocked = new Set<number>();
  private readonly blockedBy = new Map<number, Set<number>>();

  constructor(
    private readonly graph: DependencyGraph,
    private readonly start: number,
    private readonly within: ReadonlySet<number>,
  ) {
    this.enter(start);
  }

  /** One move of the search; false when it is over. */
  advance(): boolean {
    const visit = this.path.at(-1);
    if (!visit) return false;
    const neighbour = visit.neighbours[visit.next++];
    if (neighbour === undefined) this.leave(visit);
    else if (neighbour === this.start) this.close(visit);
    else if (!this.blocked.has(neighbour)) this.enter(neighbour);
    return true;
  }

  private enter(step: number): void {
    const neighbours = this.graph.successors(step).filter((next) => next !== step && this.within.has(next));
    this.path.push({ step, neighbours, next: 0, closed: false });
    this.blocked.add(step);
  }

  private close(visit: Visit): void {
    visit.closed = true;
    this.found.push(this.path.map(({ step }) => step));
  }

  private leave({ step, neighbours, closed }: Visit): void {
    this.path.pop();
    const caller = this.path.at(-1);
    if (closed && caller) caller.closed = true;
    if (closed) this.unblock(step);
    else for (const neighbour of neighbours) this.waitersFor(neighbour).add(step);
  }

  private unblock(step: number): void {
    const pending = [step];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (!this.blocked.delete(next)) continue;
      pending.push(...this.waitersFor(next));
      this.blockedBy.delete(next);
    }
  }

  private waitersFor(step: number): Set<number> {
    const waiters = this.blockedBy.get(step) ?? new Set<number>();
    this.blockedBy.set(step, waiters);
    return waiters;
  }
}
