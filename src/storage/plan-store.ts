/** Plans by their hash: parsed once a process, and never changed. */
import { LRUCache } from 'lru-cache';
import type { Plan, PlanStep } from '../contracts/plan.js';
import type { BlobStore } from './blob-store.js';

const CACHED_PLANS = 200;
interface IndexedPlan {
  plan: Plan;
  steps: Map<number, PlanStep>;
}
export class PlanStore {
  private readonly cache = new LRUCache<string, IndexedPlan>({ max: CACHED_PLANS });

  constructor(private readonly blobs: BlobStore) {}

  /** @throws BlobNotFound */
  async get(hash: string): Promise<Plan> {
    return (await this.indexed(hash)).plan;
  }
  /** @throws BlobNotFound, or an Error when the Plan has no such step. */
  async step(hash: string, step_number: number): Promise<PlanStep> {
    const step = (await this.indexed(hash)).steps.get(step_number);
    if (!step) throw new Error(`The plan ${hash} has no step ${step_number}`);
    return step;
  }
  private async indexed(hash: string): Promise<IndexedPlan> {
    const cached = this.cache.get(hash);
    if (cached) return cached;
    const plan = JSON.parse((await this.blobs.get(hash)).toString('utf8')) as Plan;
    const indexed = { plan, steps: new Map(plan.steps.map((step) => [step.step_number, step])) };
    this.cache.set(hash, indexed);
    return indexed;
  }
}
