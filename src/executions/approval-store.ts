/** Executions that waited for a person's decision, in PostgreSQL. */
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { ApprovalRow } from '../contracts/approval.js';
import type { Approval, ExecutionState } from '../contracts/execution.js';
import { Database } from '../storage/database.js';
import { afterCursor, type Page, pageOf, type PageRequest } from '../storage/page.js';
import { executions, type StoredApproval } from '../storage/schema.js';
import { storedApproval } from './execution-row.js';

const { execution_id, deliverable_type, version, approval, created_at } = executions;

@Injectable()
export class ApprovalStore {
  constructor(private readonly database: Database) {}

  /** Newest executions first. */
  async list(status: Approval['status'] | undefined, request: PageRequest): Promise<Page<ApprovalRow>> {
    const rows = await this.database.orm
      .select({ execution_id, deliverable_type, version, approval, created_at })
      .from(executions)
      .where(
        and(
          isNotNull(approval),
          status && sql`${approval}->>'status' = ${status}`,
          afterCursor(request, created_at, execution_id),
        ),
      )
      .orderBy(desc(created_at), asc(execution_id))
      .limit(request.limit + 1);
    const { items, next_cursor } = pageOf(rows, request, (row) => [row.created_at, row.execution_id]);
    return { items: items.map(shown), next_cursor };
  }
  /** Lets the row of an open execution follow its workflow. */
  async follow(id: string, state: ExecutionState): Promise<void> {
    await this.database.orm
      .update(executions)
      .set({ approval: storedApproval(state) })
      .where(and(eq(execution_id, id), isNull(executions.completed_at)));
  }
}
function shown(row: {
  execution_id: string;
  deliverable_type: string;
  version: number;
  approval: StoredApproval | null;
}): ApprovalRow {
  const { status, risk, requested_at, expires_at, decided_at, decided_by, notes } = row.approval as StoredApproval;
  const { execution_id, deliverable_type, version } = row;
  const decision = { decided_at, decided_by, notes };
  return { execution_id, deliverable_type, version, status, risk, requested_at, expires_at, ...decision };
}
