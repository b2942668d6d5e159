/** The definitions on a real PostgreSQL, with executions put into it as the interpreter would store them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionState, ExecutionStatus, StepRecord, StepStatus } from '../../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { DefinitionService } from '../../../src/definitions/definition-service.js';
import { DefinitionStore } from '../../../src/definitions/definition-store.js';
import { ExecutionStatistics } from '../../../src/definitions/execution-statistics.js';
import { MeasuredGraphs } from '../../../src/definitions/measured-graph.js';
import { WorkflowStatisticsReader } from '../../../src/definitions/workflow-statistics.js';
import { ExecutionStore } from '../../../src/executions/execution-store.js';
import { BlobStore } from '../../../src/storage/blob-store.js';
import { Database } from '../../../src/storage/database.js';
import { PlanStore } from '../../../src/storage/plan-store.js';
import { startEmbeddedPostgres } from '../../../src/storage/postgres/embedded-postgres.js';
import { document } from '../plan/documents.js';
import { catalogue } from '../plan/test-catalogue.js';

/** A step of an execution: its own time in ms, null without a successful attempt, and its failed attempts. */
export type Ran = [step_number: number, ms: number | null, failed_attempts?: number, status?: StepStatus];
export interface Closed {
  type: string;
  version?: number;
  /** Completed by default. */
  status?: ExecutionStatus;
  total_time_ms?: number;
  days_ago?: number;
  /** False for an execution that is still open. */
  closed?: boolean;
  steps: Ran[];
}

export class MeasuredPlatform {
  readonly definitions;
  readonly statistics;
  readonly graphs;
  private readonly executions;
  private made = 0;

  private constructor(
    readonly database: Database,
    readonly stop: () => Promise<void>,
  ) {
    const blobs = new BlobStore(database);
    const figures = new ExecutionStatistics(database);
    this.definitions = new DefinitionService(new DefinitionStore(database, blobs), catalogue);
    this.statistics = new WorkflowStatisticsReader(this.definitions, figures);
    this.graphs = new MeasuredGraphs(new PlanStore(blobs), figures);
    this.executions = new ExecutionStore(database);
  }
  static async start(): Promise<MeasuredPlatform> {
    const dataDir = mkdtempSync(join(tmpdir(), 'dynex-statistics-'));
    chmodSync(dataDir, 0o755);
    const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
    const database = new Database(server.url);
    await database.migrate();
    return new MeasuredPlatform(database, async () => {
      await database.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    });
  }

  /** Publishes steps as a new type. */
  async publish(steps: JsonObject[], more: JsonObject = {}): Promise<string> {
    this.made += 1;
    const source = document(steps, { ...more, deliverable_type: `measured_${this.made}` });
    return (await this.definitions.publish(source, { change_description: null })).deliverable_type;
  }
  async replace(deliverable_type: string, steps: JsonObject[], more: JsonObject = {}): Promise<void> {
    const source: Json = document(steps, { ...more, deliverable_type });
    await this.definitions.replace(deliverable_type, source, { change_description: null });
  }
  async ran(...executions: Closed[]): Promise<void> {
    for (const execution of executions) {
      this.made += 1;
      await this.executions.save(recordOf(execution, `execution-${this.made}`));
    }
  }
}

function recordOf({ type, version = 1, days_ago = 0, ...ran }: Closed, execution_id: string) {
  const created_at = new Date(Date.now() - days_ago * 86_400_000).toISOString();
  const { status = 'completed', closed = true, total_time_ms = 1000, steps } = ran;
  const identity = { execution_id, deliverable_type: type, version, plan_hash: '', created_at };
  const request = { ...identity, input_data: {}, user_id: null, context: {}, options: {}, rerun_of: null };
  const state = {
    status,
    steps: steps.map(stepRecord),
    progress: { progress_percent: 100 },
    risk: null,
    dead_letter: null,
    approval: null,
    started_at: created_at,
    completed_at: closed ? created_at : null,
    total_time_ms: closed ? total_time_ms : null,
  };
  return { request, run_id: 'run', state: state as unknown as ExecutionState, events: [] };
}
function stepRecord([step_number, ms, failed_attempts = 0, status = 'completed']: Ran): StepRecord {
  const retries = Array.from({ length: failed_attempts }, (_, index) => ({ attempt: index + 1 }));
  return { step_number, status, execution_time_ms: ms, retries, error: null } as unknown as StepRecord;
}
