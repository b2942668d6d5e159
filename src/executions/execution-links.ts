import type { ExecutionLinks } from '../contracts/start.js';

/** Where an execution is read and followed. */
export function executionLinks(execution_id: string): ExecutionLinks {
  const self = `/api/v1/executions/${execution_id}`;
  return {
    self,
    events: `${self}/events`,
    timeline: `${self}/timeline`,
    graph: `${self}/graph`,
    stream: `/api/v1/workflow/stream/${execution_id}`,
  };
}
