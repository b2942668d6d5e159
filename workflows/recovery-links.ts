import type { RecoveryLink } from '../src/contracts/events.js';

const ACTIONS = ['retry', 'skip', 'complete'] as const;

/** What a person can do about a failed step, as calls of the REST API. */
export function recoveryLinks(execution_id: string, step_number: number): RecoveryLink[] {
  const step = `/api/v1/executions/${execution_id}/steps/${step_number}`;
  return ACTIONS.map((action) => ({ action, method: 'POST', href: `${step}/${action}` }));
}
