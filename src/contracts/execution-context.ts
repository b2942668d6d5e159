import type { ExecutionRequest } from './execution.js';
import type { JsonObject } from './json.js';

/** `$context`: the caller's own object under what the platform gives; nothing in it changes between attempts. */
export function executionContext(request: ExecutionRequest): JsonObject {
  const { execution_id, deliverable_type, version, user_id, context } = request;
  return { ...context, user_id, execution_id, deliverable_type, version };
}
