/** Parked executions in PostgreSQL: closed by nobody yet, and waiting for somebody to recover them. */
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { DeadLetter } from '../contracts/dead-letter.js';
import { Database } from '../storage/database.js';
import { afterCursor, type Page, pageOf, type PageRequest } from '../storage/page.js';
import { executions, type FailedStep } from '../storage/schema.js';

export interface DeadLetterFilter {
  deliverable_type?: string | undefined;
  /** Of at least one failed step. */
  error_type?: string | undefined;
  execution_ids?: string[] | undefined;
}
const { execution_id, deliverable_type, version, failed_steps, parked_until, created_at } = executions;

@Injectable()
export class DeadLetterStore {
  constructor(private readonly database: Database) {}

  /** Newest executions first. */
  async list(filter: DeadLetterFilter, request: PageRequest): Promise<Page<DeadLetter>> {
    const rows = await this.database.orm
      .select({ execution_id, deliverable_type, version, failed_steps, parked_until, created_at })
      .from(executions)
      .where(
        and(
          isNotNull(parked_until),
          filter.deliverable_type === undefined ? undefined : eq(deliverable_type, filter.deliverable_type),
          filter.error_type === undefined ? undefined : hasFailedBy(filter.error_type),
          filter.execution_ids && inArray(execution_id, filter.execution_ids),
          afterCursor(request, created_at, execution_id),
        ),
      )
      .orderBy(desc(created_at), asc(execution_id))
      .limit(request.limit + 1);
    const { items, next_cursor } = pageOf(rows, request, (row) => [row.created_at, row.execution_id]);
    return { items: items.map(shown), next_cursor };
  }
}
const hasFailedBy = (error_type: string) =>
  sql`EXISTS (SELECT FROM json_array_elements(${failed_steps}) AS step WHERE step->'error'->>'type' = ${error_type})`;

interface ParkedRow extends Omit<DeadLetter, 'failed_steps' | 'parked_until' | 'created_at'> {
  failed_steps: FailedStep[] | null;
  parked_until: Date | null;
  created_at: Date;
}
function shown({ failed_steps, parked_until, created_at, ...row }: ParkedRow): DeadLetter {
  const until = parked_until?.toISOString() ?? '';
  return { ...row, failed_steps: failed_steps ?? [], parked_until: until, created_at: created_at.toISOString() };
}
