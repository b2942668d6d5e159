import type { Check } from '../compile-context.js';
import { planFinding } from '../plan-finding.js';

/** max_parallelism lets the widest level run at once. */
export const parallelismWidth: Check = ({ graph, max_parallelism }) => {
  if (max_parallelism >= graph.max_width) return [];
  const message = `max_parallelism is ${max_parallelism}, and the widest level has ${graph.max_width} steps: some of them wait for others`;
  return [planFinding('parallelism_below_width', '/execution/max_parallelism', message)];
};
