import type { ExecutionRequest } from '../../src/contracts/execution.js';
import type { Plan } from '../../src/contracts/plan.js';

export const executionRequest = (plan: Plan, more: Partial<ExecutionRequest> = {}): ExecutionRequest => ({
  execution_id: 'e1',
  deliverable_type: plan.deliverable_type,
  version: 1,
  plan_hash: 'hash',
  input_data: {},
  user_id: 'ann',
  context: {},
  options: {},
  rerun_of: null,
  created_at: '2026-01-01T00:00:00.000Z',
  ...more,
});
