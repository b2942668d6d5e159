/** What Temporal keeps of closed executions, and for how long. */
import { status as GrpcStatus } from '@grpc/grpc-js';
import { isGrpcServiceError } from '@temporalio/client';
import type { PlatformParts } from '../platform-parts.js';

type TemporalParts = Pick<PlatformParts, 'connection' | 'configuration'>;
const ANSWER_WITHIN_MS = 5_000;
/** Asked for at once. */
const AT_ONCE = 10;

/** How long the namespace keeps the histories of closed executions. */
export async function historyKeptMs({ connection, configuration }: TemporalParts): Promise<number> {
  const { temporalNamespace: namespace } = configuration;
  const ask = () => connection.workflowService.describeNamespace({ namespace });
  const { config } = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, ask);
  return (config?.workflowExecutionRetentionTtl?.seconds?.toNumber() ?? 0) * 1000;
}
/** Deletes their histories, also before the namespace would. Those that are not known are gone already. */
export async function forgetExecutions(parts: TemporalParts, execution_ids: string[]): Promise<void> {
  for (let from = 0; from < execution_ids.length; from += AT_ONCE) {
    await Promise.all(execution_ids.slice(from, from + AT_ONCE).map((id) => forgetExecution(parts, id)));
  }
}
async function forgetExecution({ connection, configuration }: TemporalParts, workflowId: string): Promise<void> {
  const { temporalNamespace: namespace } = configuration;
  const ask = () =>
    connection.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  try {
    await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, ask);
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== GrpcStatus.NOT_FOUND) throw error;
  }
}
