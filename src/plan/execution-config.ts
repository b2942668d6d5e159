import type { ExecutionConfig } from '../contracts/document.js';
import type { Plan } from '../contracts/plan.js';

/** Seven days. */
const PARK_TTL_SECONDS = 604_800;

/** How executions of a document run, with every default filled in. */
export function executionConfig(config: ExecutionConfig = {}): Plan['execution'] {
  return {
    mode: config.mode ?? 'eager',
    max_parallelism: config.max_parallelism ?? 256,
    failure_policy: config.failure_policy ?? 'complete_independent',
    on_failure: config.on_failure ?? 'park',
    park_ttl_seconds: config.park_ttl_seconds ?? PARK_TTL_SECONDS,
    timeout_seconds: config.timeout_seconds ?? null,
  };
}
