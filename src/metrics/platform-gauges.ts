/** What is asked of the stores and servers each time somebody reads the metrics. */
import { sql } from 'drizzle-orm';
import { TASK_QUEUE } from '../executions/execution-workflows.js';
import type { StreamLimits } from '../events/stream-limits.js';
import type { PlatformParts } from '../platform-parts.js';
import { IS_OPEN } from '../storage/open-executions.js';
import type { GaugeValue } from './platform-metrics.js';

/** Source: TaskQueueType in temporal/api/enums/v1/task_queue.proto. */
const QUEUES = { workflow: 1, activity: 2 };
/** Who scrapes does not wait long. */
const ANSWER_MS = 2_000;

export function addGauges(
  { metrics, database, connection, configuration }: PlatformParts,
  streams: StreamLimits,
): void {
  metrics.gauge({
    name: 'dynex_executions_open',
    help: 'Executions that have not closed, by status; those that are parked have the status parked',
    labels: ['status'],
    read: () => openExecutions(database),
  });
  metrics.gauge({
    name: 'dynex_streams_open',
    help: 'Open streams of this process',
    labels: [],
    read: async () => [{ labels: {}, value: streams.open }],
  });
  metrics.gauge({
    name: 'dynex_task_backlog',
    help: 'Tasks that wait for a worker, by kind, as far as Temporal knows',
    labels: ['kind'],
    read: () => backlogs(connection, configuration.temporalNamespace),
  });
}
async function openExecutions({ orm }: PlatformParts['database']): Promise<GaugeValue<'status'>[]> {
  const { rows } = await orm.execute<{ status: string; count: number }>(sql`
    SELECT CASE WHEN parked_until IS NULL THEN status ELSE 'parked' END AS status, count(*)::int AS count
    FROM executions
    WHERE ${IS_OPEN}
    GROUP BY 1`);
  return rows.map(({ status, count }) => ({ labels: { status }, value: count }));
}
async function backlogs(connection: PlatformParts['connection'], namespace: string): Promise<GaugeValue<'kind'>[]> {
  const ask = async ([kind, taskQueueType]: [string, number]) => {
    const request = { namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType, reportStats: true };
    const { stats } = await connection.workflowService.describeTaskQueue(request);
    return { labels: { kind }, value: Number(stats?.approximateBacklogCount ?? 0) };
  };
  return connection.withDeadline(Date.now() + ANSWER_MS, () => Promise.all(Object.entries(QUEUES).map(ask)));
}
