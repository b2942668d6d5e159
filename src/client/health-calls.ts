/** /health, which is outside of /api/v1. */
import type { ReadinessReport } from '../contracts/readiness.js';
import { ApiCalls, type CallOptions } from './api-calls.js';
import { ProblemError } from './problem-error.js';

type Dependencies = Pick<ReadinessReport, 'dependencies'>;

export class HealthCalls extends ApiCalls {
  /** Whether the process answers. @throws UnreachableError */
  live({ signal }: CallOptions = {}): Promise<{ status: string }> {
    return this.call({ path: '/health/live', signal });
  }
  /** What the platform stands on, and whether it stands; not ready is an answer, not an error. */
  async ready({ signal }: CallOptions = {}): Promise<ReadinessReport> {
    try {
      const { dependencies } = await this.call<Dependencies>({ path: '/health/ready', signal });
      return { ready: true, dependencies };
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'not_ready') throw error;
      return { ready: false, dependencies: (error.body as Partial<Dependencies>).dependencies ?? [] };
    }
  }
}
