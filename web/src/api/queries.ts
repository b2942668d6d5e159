/** What is read from the platform, as options for `useQuery`. Keys begin with what is read, so that all of it can be read anew. */
import { queryOptions } from '@tanstack/react-query';
import type { ApprovalQuery } from '../../../src/client/approval-calls.js';
import type { AuditFilter } from '../../../src/client/audit-calls.js';
import type { DeadLetterQuery } from '../../../src/client/dead-letter-calls.js';
import type { ExecutionQuery } from '../../../src/client/execution-calls.js';
import type { WorkflowQuery } from '../../../src/client/workflow-calls.js';
import type { PageQuery } from '../../../src/contracts/list-page.js';
import { client } from './client.js';

export const deadLettersQuery = (query: DeadLetterQuery = {}) =>
  queryOptions({
    queryKey: ['dead-letters', query],
    queryFn: ({ signal }) => client.deadLetters.list(query, { signal }),
  });
export const approvalsQuery = (query: ApprovalQuery = {}) =>
  queryOptions({ queryKey: ['approvals', query], queryFn: ({ signal }) => client.approvals.list(query, { signal }) });
export const executionsQuery = (query: ExecutionQuery = {}) =>
  queryOptions({ queryKey: ['executions', query], queryFn: ({ signal }) => client.executions.list(query, { signal }) });
export const auditQuery = (query: AuditFilter & PageQuery = {}) =>
  queryOptions({ queryKey: ['audit', query], queryFn: ({ signal }) => client.audit.list(query, { signal }) });
export const executionQuery = (execution_id: string) =>
  queryOptions({
    queryKey: ['execution', execution_id],
    queryFn: ({ signal }) => client.executions.get(execution_id, { signal }),
  });
/** `as_of` is of what the answer depends on: another one asks anew. */
export const stepQuery = (execution_id: string, step_number: number, as_of: string) =>
  queryOptions({
    queryKey: ['step', execution_id, step_number, as_of],
    queryFn: ({ signal }) => client.executions.step(execution_id, step_number, { signal }),
    staleTime: Infinity,
  });
export const timelineQuery = (execution_id: string) =>
  queryOptions({
    queryKey: ['timeline', execution_id],
    queryFn: ({ signal }) => client.executions.timeline(execution_id, { signal }),
  });
/** The document's graph does not change while it runs. */
export const executionGraphQuery = (execution_id: string) =>
  queryOptions({
    queryKey: ['execution-graph', execution_id],
    queryFn: ({ signal }) => client.executions.graph(execution_id, { signal }),
    staleTime: Infinity,
  });
export const workflowsQuery = (query: WorkflowQuery = {}) =>
  queryOptions({ queryKey: ['workflows', query], queryFn: ({ signal }) => client.workflows.list(query, { signal }) });
export const workflowQuery = (deliverable_type: string, version?: number) =>
  queryOptions({
    queryKey: ['workflow', deliverable_type, version ?? null],
    queryFn: ({ signal }) => client.workflows.get(deliverable_type, { version, signal }),
  });
export const workflowGraphQuery = (deliverable_type: string, version?: number) =>
  queryOptions({
    queryKey: ['workflow-graph', deliverable_type, version ?? null],
    queryFn: ({ signal }) => client.workflows.graph(deliverable_type, { version, signal }),
  });
export const platformStatisticsQuery = (days?: number) =>
  queryOptions({
    queryKey: ['statistics', days ?? null],
    queryFn: ({ signal }) => client.stats({ ...(days !== undefined && { days }), signal }),
  });
export const functionsQuery = (page: PageQuery = { limit: 200 }) =>
  queryOptions({
    queryKey: ['functions', page],
    queryFn: ({ signal }) => client.functions(page, { signal }),
    staleTime: 60_000,
  });
export const workflowStatisticsQuery = (deliverable_type: string, days: number) =>
  queryOptions({
    queryKey: ['workflow-statistics', deliverable_type, days],
    queryFn: ({ signal }) => client.workflows.stats(deliverable_type, { days, signal }),
  });
export const versionsQuery = (deliverable_type: string, page: PageQuery = { limit: 200 }) =>
  queryOptions({
    queryKey: ['versions', deliverable_type, page],
    queryFn: ({ signal }) => client.workflows.versions(deliverable_type, page, { signal }),
  });
/** Versions do not change. */
export const diffQuery = (deliverable_type: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['diff', deliverable_type, from, to],
    queryFn: ({ signal }) => client.workflows.diff(deliverable_type, { from, to }, { signal }),
    staleTime: Infinity,
  });
/** What is found in a stored document now: a function may have come or gone since it was published. */
export const findingsQuery = (deliverable_type: string, version: number) =>
  queryOptions({
    queryKey: ['findings', deliverable_type, version],
    queryFn: async ({ signal }) => {
      const { document } = await client.workflows.get(deliverable_type, { version, signal });
      return client.workflows.validate(document, { signal });
    },
  });
