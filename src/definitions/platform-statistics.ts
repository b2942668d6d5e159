/** How the executions of all workflows went: GET /stats. */
import { Injectable } from '@nestjs/common';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../contracts/execution.js';
import type {
  DurationFigures,
  PlatformStatistics,
  StatisticsPart,
  WorkflowFigures,
} from '../contracts/platform-statistics.js';
import { type ActivityCount, ActivityFigures, type NamedWorkflow, type OpenCount } from './activity-figures.js';
import { type StatisticsPeriod, statisticsPeriod } from './statistics-period.js';

/** Listed by name; the counts are those of all. */
const MAX_WORKFLOWS = 200;
type Totals = Record<ExecutionStatus, number>;

@Injectable()
export class PlatformStatisticsReader {
  constructor(private readonly figures: ActivityFigures) {}

  /** Of the executions created in the last `days` days; zeros and nulls where there are none. */
  async read(days: number): Promise<PlatformStatistics> {
    const period = statisticsPeriod(days, Date.now());
    const [counts, open, durations] = await Promise.all([
      this.figures.counts(period),
      this.figures.open(),
      this.figures.durations(period),
    ]);
    const ofWorkflows = counts.filter(({ deliverable_type }) => deliverable_type !== null);
    const totals = totalsOf(ofWorkflows);
    return {
      days,
      since: period.since.toISOString(),
      by_status: totals,
      success_rate: successRate(ofWorkflows),
      duration_ms: durationFigures(durations),
      series: seriesOf(counts, period),
      workflows: await this.workflows(ofWorkflows, open, period),
      running: sumOf(open, 'running'),
      parked: sumOf(open, 'parked'),
      approvals_pending: sumOf(open, 'approvals_pending'),
    };
  }
  private async workflows(counts: ActivityCount[], open: OpenCount[], period: StatisticsPeriod) {
    const countsOf = groupedBy(counts, ({ deliverable_type }) => deliverable_type ?? '');
    const openOf = new Map(open.map((row) => [row.deliverable_type, row]));
    const busy = (type: string) => [sumOf(countsOf.get(type) ?? [], 'count'), openOf.get(type)?.running ?? 0] as const;
    const busiest = [...new Set([...countsOf.keys(), ...openOf.keys()])]
      .map((type) => ({ type, busy: busy(type) }))
      .toSorted((a, b) => b.busy[0] - a.busy[0] || b.busy[1] - a.busy[1] || (a.type < b.type ? -1 : 1))
      .slice(0, MAX_WORKFLOWS)
      .map(({ type }) => type);
    const named = new Map((await this.figures.named(busiest, period)).map((row) => [row.deliverable_type, row]));
    return busiest.flatMap((type) => {
      const workflow = named.get(type);
      return workflow ? [figuresOf(workflow, countsOf.get(type) ?? [], openOf.get(type))] : [];
    });
  }
}
function figuresOf(workflow: NamedWorkflow, counts: ActivityCount[], open: OpenCount | undefined): WorkflowFigures {
  const { deliverable_type, display_name, status, durations } = workflow;
  const totals = totalsOf(counts);
  const newest = counts.map(({ last_created_at }) => new Date(last_created_at).getTime());
  return {
    deliverable_type,
    display_name,
    status,
    total: sumOf(counts, 'count'),
    completed: totals.completed,
    failed: totals.failed,
    running: open?.running ?? 0,
    parked: open?.parked ?? 0,
    success_rate: successRate(counts),
    duration_ms: durationFigures(durations),
    last_created_at: newest.length === 0 ? null : new Date(Math.max(...newest)).toISOString(),
  };
}
function seriesOf(counts: ActivityCount[], { since, part_ms, parts }: StatisticsPeriod): StatisticsPart[] {
  const countsOf = groupedBy(counts, ({ part }) => part);
  return Array.from({ length: parts }, (_, part) => {
    const { completed, failed, rejected, cancelled, ...open } = totalsOf(countsOf.get(part) ?? []);
    const from = new Date(since.getTime() + part * part_ms).toISOString();
    return { from, completed, failed, rejected, cancelled, open: Object.values(open).reduce((a, b) => a + b, 0) };
  });
}
function totalsOf(counts: ActivityCount[]): Totals {
  const totals = Object.fromEntries(EXECUTION_STATUSES.map((status) => [status, 0])) as Totals;
  for (const { status, count } of counts) totals[status] += count;
  return totals;
}
function successRate(counts: ActivityCount[]): number | null {
  const closed = sumOf(counts, 'closed');
  const completed = sumOf(
    counts.filter(({ status }) => status === 'completed'),
    'closed',
  );
  return closed === 0 ? null : Number((completed / closed).toFixed(4));
}
function durationFigures(durations: [number, number] | null): DurationFigures {
  return { p50: durations && Math.round(durations[0]), p95: durations && Math.round(durations[1]) };
}
function sumOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
function groupedBy<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
