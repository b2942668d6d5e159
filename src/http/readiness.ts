/** What the platform stands on, and whether it stands. */
import { EventEmitter, once } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Dependency, ReadinessReport } from '../contracts/readiness.js';
import { unavailable } from './problem.js';

export type DependencyName = Dependency['name'];

/** Rejects when the dependency does not answer in time. */
export type Probe = () => Promise<void>;

@Injectable()
export class Readiness {
  private readonly dependencies = new Map<DependencyName, Dependency>();
  private readonly falls = new EventEmitter().setMaxListeners(0);
  private readonly probes = new Map<DependencyName, Probe>();
  /** Since when what is up by all that is known does not answer. */
  private readonly unanswered = new Map<DependencyName, string>();

  /** `probe` asks the dependency itself, each time that somebody wants to know. */
  expect(name: DependencyName, probe?: Probe): void {
    this.become(name, 'starting', 'starting');
    if (probe) this.probes.set(name, probe);
  }
  up(name: DependencyName): void {
    this.become(name, 'up', null);
  }
  down(name: DependencyName, reason: string): void {
    this.become(name, 'down', reason);
    this.falls.emit(name);
  }
  async report(): Promise<ReadinessReport> {
    const dependencies = await Promise.all([...this.dependencies.values()].map((known) => this.asked(known)));
    return { ready: dependencies.every(({ state }) => state === 'up'), dependencies };
  }
  private become(name: DependencyName, state: Dependency['state'], reason: string | null): void {
    const before = this.dependencies.get(name);
    const since = before?.state === state ? before.since : new Date().toISOString();
    this.dependencies.set(name, { name, state, reason, since });
  }
  /** A dependency that falls while it is asked is down at once: its client may go on trying until it is back. */
  private async asked(known: Dependency): Promise<Dependency> {
    const probe = this.probes.get(known.name);
    if (known.state !== 'up' || !probe) return known;
    const answered = new AbortController();
    const fall = once(this.falls, known.name, { signal: answered.signal }).catch(() => undefined);
    try {
      await Promise.race([probe(), fall]);
      this.unanswered.delete(known.name);
      return this.dependencies.get(known.name) ?? known;
    } catch (error) {
      const since = this.unanswered.get(known.name) ?? new Date().toISOString();
      this.unanswered.set(known.name, since);
      return { ...known, state: 'down', reason: (error as Error).message, since };
    } finally {
      answered.abort();
    }
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

/** What /health/ready answers: 200, or 503 as a problem that names what is missing and why. */
export async function readinessAnswer(readiness: Readiness): Promise<{ status: number; type: string; body: object }> {
  const { ready, dependencies } = await readiness.report();
  if (ready) return { status: 200, type: 'application/json', body: { status: 'ready', dependencies } };
  const missing = dependencies.filter(({ state }) => state !== 'up');
  const detail = missing.map(({ name, reason }) => `${name}: ${reason ?? 'starting'}`).join('; ');
  const problem = { type: 'about:blank', title: 'Service Unavailable', status: 503, detail, code: 'not_ready' };
  return { status: 503, type: 'application/problem+json', body: { ...problem, dependencies } };
}
