/** What executions of all workflows did in a period, and what they do now, reckoned by PostgreSQL. */
import { Injectable } from '@nestjs/common';
import { type SQL, sql } from 'drizzle-orm';
import type { WorkflowStatus } from '../contracts/document.js';
import type { ExecutionStatus } from '../contracts/execution.js';
import { Database } from '../storage/database.js';
import { IS_OPEN } from '../storage/open-executions.js';
import { percentiles } from './percentiles.js';
import type { StatisticsPeriod } from './statistics-period.js';

/** Completed executions whose durations are looked at: of all workflows, and of each. */
const SAMPLE = 1_000;
const SAMPLE_OF_EACH = 200;

/** Of one workflow (`part` is null), or of one part of the period (`deliverable_type` is null). */
export interface ActivityCount {
  deliverable_type: string | null;
  part: number | null;
  status: ExecutionStatus;
  count: number;
  /** A parked execution is failed and has not closed. */
  closed: number;
  last_created_at: string;
}
/** What a workflow has under way, of any age. */
export interface OpenCount {
  deliverable_type: string;
  running: number;
  parked: number;
  approvals_pending: number;
}
export interface NamedWorkflow {
  deliverable_type: string;
  display_name: string;
  status: WorkflowStatus;
  /** In ms: [p50, p95]; null without any. */
  durations: [number, number] | null;
}

@Injectable()
export class ActivityFigures {
  constructor(private readonly database: Database) {}

  /** One pass over the index by creation, however many workflows there are. */
  counts({ since, part_ms }: StatisticsPeriod): Promise<ActivityCount[]> {
    const part = sql`floor((extract(epoch FROM created_at) * 1000 - ${since.getTime()}) / ${part_ms})::int`;
    return this.rows(sql`
      SELECT deliverable_type, part, status, count(*)::int AS count, count(completed_at)::int AS closed,
        max(created_at) AS last_created_at
      FROM (
        SELECT deliverable_type, ${part} AS part, status, completed_at, created_at
        FROM executions
        WHERE created_at >= ${since.toISOString()}
      ) AS recent
      GROUP BY GROUPING SETS ((deliverable_type, status), (part, status))`);
  }
  open(): Promise<OpenCount[]> {
    return this.rows(sql`
      SELECT deliverable_type, count(*) FILTER (WHERE parked_until IS NULL AND status <> 'awaiting_approval')::int AS running,
        count(parked_until)::int AS parked,
        count(*) FILTER (WHERE status = 'awaiting_approval' AND approval->>'status' = 'pending')::int AS approvals_pending
      FROM executions
      WHERE ${IS_OPEN}
      GROUP BY deliverable_type`);
  }
  /** In ms: [p50, p95] of the newest completed executions; null without any. */
  async durations({ since }: StatisticsPeriod): Promise<[number, number] | null> {
    const sample = sql`
      SELECT total_time_ms FROM executions
      WHERE status = 'completed' AND created_at >= ${since.toISOString()}
      ORDER BY created_at DESC LIMIT ${SAMPLE}`;
    const [row] = await this.rows<{ durations: [number, number] | null }>(percentilesOf(sample));
    return row?.durations ?? null;
  }
  /** What these workflows are called, and the durations of the newest completed executions of each. */
  named(types: string[], { since }: StatisticsPeriod): Promise<NamedWorkflow[]> {
    const sample = sql`
      SELECT total_time_ms FROM executions
      WHERE deliverable_type = workflows.deliverable_type AND created_at >= ${since.toISOString()}
        AND status = 'completed'
      ORDER BY created_at DESC LIMIT ${SAMPLE_OF_EACH}`;
    return this.rows(sql`
      SELECT deliverable_type, display_name, status, durations
      FROM workflows CROSS JOIN LATERAL (${percentilesOf(sample)}) AS measured
      WHERE deliverable_type IN (SELECT json_array_elements_text(${JSON.stringify(types)}::json))`);
  }

  private async rows<Row>(query: SQL): Promise<Row[]> {
    return (await this.database.orm.execute(query)).rows as Row[];
  }
}
const percentilesOf = (sample: SQL): SQL =>
  sql`SELECT ${percentiles(sql`total_time_ms`)} AS durations FROM (${sample}) AS sample`;
