/** What the platform stands on, and whether it stands. */
import { Injectable } from '@nestjs/common';
import { unavailable } from './problem.js';

export type DependencyName = 'database' | 'temporal' | 'worker';
export interface Dependency {
  name: DependencyName;
  state: 'starting' | 'up' | 'down';
  /** Why it is not up, and what to do about it. */
  reason: string | null;
}

@Injectable()
export class Readiness {
  private readonly dependencies = new Map<DependencyName, Dependency>();

  expect(name: DependencyName): void {
    this.dependencies.set(name, { name, state: 'starting', reason: 'starting' });
  }
  up(name: DependencyName): void {
    this.dependencies.set(name, { name, state: 'up', reason: null });
  }
  down(name: DependencyName, reason: string): void {
    this.dependencies.set(name, { name, state: 'down', reason });
  }
  report(): { ready: boolean; dependencies: Dependency[] } {
    const dependencies = [...this.dependencies.values()];
    return { ready: dependencies.every(({ state }) => state === 'up'), dependencies };
  }
  /** @throws Problem 503 naming the first of these that is not up */
  require(...names: DependencyName[]): void {
    for (const name of names) {
      const dependency = this.dependencies.get(name);
      if (dependency && dependency.state !== 'up')
        throw unavailable(name, `${name} is not reachable: ${dependency.reason}`);
    }
  }
}
