/**
 * Statistics of executions, reckoned by PostgreSQL. Counts are exact. Durations are those of a sample with a bound, so
 * that their cost has one: of a type's newest 1,000 closed executions, fewer where together they would have more than
 * 100,000 steps, but at least 20.
 */
import { Injectable } from '@nestjs/common';
import { type SQL, sql } from 'drizzle-orm';
import type { ExecutionStatus } from '../contracts/execution.js';
import { Database } from '../storage/database.js';
import type { WorkflowRow } from './definition-store.js';
import { percentiles } from './percentiles.js';

const MAX_EXECUTIONS = 1_000;
const MIN_EXECUTIONS = 20;
const MAX_STEP_FIGURES = 100_000;

export interface StatusCount {
  status: ExecutionStatus;
  count: number;
  /** A parked execution is failed and has not closed. */
  closed: number;
}
/** Durations in ms: [p50, p95]; null without any. */
export interface SampleFigures {
  executions: number;
  durations: [number, number] | null;
  speedup: number | null;
}
export interface StepSample {
  step_number: number;
  step_name: string;
  function: string;
  runs: number;
  /** In ms: [p50, p95]; null without any. */
  durations: [number, number] | null;
  retries: number;
  failures: number;
}

@Injectable()
export class ExecutionStatistics {
  constructor(private readonly database: Database) {}

  /** Of the executions created since then, by status; none that has no executions. */
  counts({ deliverable_type }: WorkflowRow, since: Date): Promise<StatusCount[]> {
    return this.rows<StatusCount>(sql`
      SELECT status, count(*)::int AS count, count(completed_at)::int AS closed
      FROM executions
      WHERE deliverable_type = ${deliverable_type} AND created_at >= ${since.toISOString()}
      GROUP BY status`);
  }
  /** Of the sample as a whole. Speed-up is the median of the steps' own times together over the execution's duration. */
  async sample(workflow: WorkflowRow, since: Date): Promise<SampleFigures> {
    const [row] = await this.rows<SampleFigures>(sql`
      WITH sample AS (${sampleOf(workflow, since)})
      SELECT
        count(*)::int AS executions,
        ${percentiles(sql`total_time_ms`)} FILTER (WHERE status = 'completed') AS durations,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY sequential_ms / NULLIF(total_time_ms, 0))
          FILTER (WHERE status = 'completed') AS speedup
      FROM sample LEFT JOIN LATERAL (
        SELECT sum((figure->>2)::float8) AS sequential_ms FROM json_array_elements(step_figures) AS figure
      ) AS steps ON true`);
    return row ?? { executions: 0, durations: null, speedup: null };
  }
  /** Of each step that ran in the sample. Steps of several versions are one where number, name and function are the same. */
  steps(workflow: WorkflowRow, since: Date): Promise<StepSample[]> {
    return this.rows<StepSample>(sql`
      WITH sample AS MATERIALIZED (${sampleOf(workflow, since)}),
      versions AS MATERIALIZED (
        SELECT version, jsonb_object_agg(step->>'step_number', step->>'step_name') AS names,
          jsonb_object_agg(step->>'step_number', step->>'function_to_call') AS functions
        FROM workflow_versions, json_array_elements(document->'workflow_steps') AS step
        WHERE deliverable_type = ${workflow.deliverable_type} AND version IN (SELECT version FROM sample)
        GROUP BY version
      ),
      figures AS (
        SELECT figure->>0 AS step_number, names->>(figure->>0) AS step_name, functions->>(figure->>0) AS function,
          figure->>1 AS status, (figure->>2)::float8 AS ms, (figure->>3)::int AS failed_attempts
        FROM sample JOIN versions USING (version) CROSS JOIN LATERAL json_array_elements(step_figures) AS figure
      ),
      runs AS (
        SELECT *, status = 'failed' OR (ms IS NULL AND failed_attempts > 0 AND status <> 'cancelled') AS failed
        FROM figures
        WHERE status IN ('completed', 'failed') OR failed_attempts > 0
      )
      SELECT step_number::float8, step_name, function, count(*)::int AS runs, ${percentiles(sql`ms`)} AS durations,
        sum(CASE WHEN failed THEN GREATEST(failed_attempts - 1, 0) ELSE failed_attempts END)::int AS retries,
        (count(*) FILTER (WHERE failed))::int AS failures
      FROM runs
      GROUP BY step_number, step_name, function`);
  }
  /** Measured p50 durations in whole ms by step number: of completed executions of the versions with that content. */
  async durations(workflow: WorkflowRow, document_hash: string): Promise<Map<number, number>> {
    const { deliverable_type } = workflow;
    const rows = await this.rows<{ step_number: string; p50: number | null }>(sql`
      WITH sample AS (${sampleOf(workflow)})
      SELECT figure->>0 AS step_number, percentile_cont(0.5) WITHIN GROUP (ORDER BY (figure->>2)::float8) AS p50
      FROM sample CROSS JOIN LATERAL json_array_elements(step_figures) AS figure
      WHERE status = 'completed' AND version IN (
        SELECT version FROM workflow_versions WHERE deliverable_type = ${deliverable_type} AND hash = ${document_hash}
      )
      GROUP BY 1`);
    const measured = rows.filter(({ p50 }) => p50 !== null);
    return new Map(measured.map(({ step_number, p50 }) => [Number(step_number), Math.round(Number(p50))]));
  }

  private async rows<Row>(query: SQL): Promise<Row[]> {
    return (await this.database.orm.execute(query)).rows as Row[];
  }
}

function sampleOf({ deliverable_type, steps_count }: WorkflowRow, since: Date = new Date(0)): SQL {
  const limit = Math.max(MIN_EXECUTIONS, Math.min(MAX_EXECUTIONS, Math.floor(MAX_STEP_FIGURES / steps_count)));
  return sql`
    SELECT version, status, total_time_ms, step_figures
    FROM executions
    WHERE deliverable_type = ${deliverable_type} AND created_at >= ${since.toISOString()} AND completed_at IS NOT NULL
    ORDER BY created_at DESC
    LIMIT ${limit}`;
}
