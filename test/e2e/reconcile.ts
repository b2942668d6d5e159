import { ExecutionLog } from '../../src/executions/execution-log.js';
import { ExecutionReconciler } from '../../src/executions/execution-reconciler.js';
import { Recordings } from '../../src/executions/recordings.js';
import type { PlatformParts } from '../../src/platform-parts.js';

/** What a start of the platform does with the rows that an earlier process left; returns how many it mended. */
export function reconcile({ store, workflows, plans, segments, bus }: PlatformParts): Promise<number> {
  const log = new ExecutionLog(store, segments, workflows);
  return new ExecutionReconciler(store, workflows, plans, log, new Recordings(store, plans), bus).reconcile();
}
