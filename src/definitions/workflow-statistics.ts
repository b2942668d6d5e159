/** How the executions of a workflow went: GET /workflows/{type}/stats. */
import { Injectable } from '@nestjs/common';
import type { WorkflowDocument } from '../contracts/document.js';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../contracts/execution.js';
import type { Json } from '../contracts/json.js';
import type { StepStatistics, WorkflowStatistics } from '../contracts/workflow-statistics.js';
import { DefinitionService } from './definition-service.js';
import { ExecutionStatistics, type StatusCount, type StepSample } from './execution-statistics.js';

const DAY_MS = 86_400_000;

@Injectable()
export class WorkflowStatisticsReader {
  constructor(
    private readonly definitions: DefinitionService,
    private readonly executions: ExecutionStatistics,
  ) {}

  /** Of the executions created in the last `days` days; zeros and nulls where there are none. @throws Problem 404 */
  async read(deliverable_type: string, days: number): Promise<WorkflowStatistics> {
    const { head, stored } = await this.definitions.find(deliverable_type);
    const since = new Date(Date.now() - days * DAY_MS);
    const [counts, sample, steps] = await Promise.all([
      this.executions.counts(head, since),
      this.executions.sample(head, since),
      this.executions.steps(head, since),
    ]);
    return {
      deliverable_type,
      version: head.version,
      days,
      counts: countOfEach(counts),
      success_rate: successRate(counts),
      sampled_executions: sample.executions,
      p50_duration_ms: rounded(sample.durations?.[0]),
      p95_duration_ms: rounded(sample.durations?.[1]),
      measured_speedup: rounded(sample.speedup, 2),
      steps: stepStatistics(stored.document, steps),
    };
  }
}
function countOfEach(counts: StatusCount[]): Record<ExecutionStatus, number> {
  const found = new Map(counts.map(({ status, count }) => [status, count]));
  const all = EXECUTION_STATUSES.map((status) => [status, found.get(status) ?? 0]);
  return Object.fromEntries(all) as Record<ExecutionStatus, number>;
}
function successRate(counts: StatusCount[]): number | null {
  const closed = counts.reduce((sum, one) => sum + one.closed, 0);
  const completed = counts.find(({ status }) => status === 'completed')?.closed ?? 0;
  return closed === 0 ? null : rounded(completed / closed, 4);
}
/** Of each step of the document, ascending by step_number; zeros and nulls for one that has not run. */
function stepStatistics(document: Json, samples: StepSample[]): StepStatistics[] {
  const { workflow_steps } = document as unknown as WorkflowDocument;
  const sampleOf = new Map(samples.map((sample) => [identityOf(sample.step_number, sample), sample]));
  return workflow_steps
    .toSorted((left, right) => left.step_number - right.step_number)
    .map(({ step_number, step_name, function_to_call }) => {
      const sample = sampleOf.get(identityOf(step_number, { step_name, function: function_to_call }));
      return { step_number, step_name, ...figuresOf(sample) };
    });
}
const identityOf = (step_number: number, step: Pick<StepSample, 'step_name' | 'function'>): string =>
  JSON.stringify([step_number, step.step_name, step.function]);

function figuresOf(sample: StepSample | undefined): Omit<StepStatistics, 'step_number' | 'step_name'> {
  const { runs = 0, durations, retries = 0, failures = 0 } = sample ?? {};
  return { runs, p50_ms: rounded(durations?.[0]), p95_ms: rounded(durations?.[1]), retries, failures };
}
function rounded(value: number | null | undefined, decimals = 0): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(decimals));
}
