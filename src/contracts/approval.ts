import type { Approval, Risk } from './execution.js';

/** A row of GET /approvals. */
export interface ApprovalRow extends Approval {
  execution_id: string;
  deliverable_type: string;
  version: number;
  /** That asked for it. */
  risk: Risk | null;
}
