import { auditEntries } from './audit-entries.js';
import type { CleanupTask } from './cleanup-task.js';
import { closedExecutions } from './closed-executions.js';
import { idempotencyKeys } from './idempotency-keys.js';
import { unusedPayloads } from './unused-payloads.js';

/** In this order: a payload may be unused once its execution is gone. */
export const CLEANUP_TASKS: readonly CleanupTask[] = [idempotencyKeys, closedExecutions, auditEntries, unusedPayloads];
