import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { ServerProcess } from '../../process/server-process.js';

const CALL_WITHIN_MS = 5_000;

export type Readiness = { kind: 'ready' } | { kind: 'ended' } | { kind: 'late'; reason: string };

/** Asks a server until it serves the namespace, or has ended; bounded by `within_ms`. */
export async function awaitServing(options: {
  server: Pick<ServerProcess, 'exited'>;
  address: string;
  namespace: string;
  within_ms: number;
  signal?: AbortSignal | undefined;
}): Promise<Readiness> {
  let ended = false;
  void options.server.exited.then(() => (ended = true));
  let reason = 'it was not asked';
  for (const until = Date.now() + options.within_ms; Date.now() < until && !options.signal?.aborted; await delay(50)) {
    if (ended) return { kind: 'ended' };
    const answer = await askOnce(options.address, options.namespace);
    if (answer === null) return { kind: 'ready' };
    reason = answer;
  }
  return ended ? { kind: 'ended' } : { kind: 'late', reason };
}

/** Null when it serves, else what is wrong. */
async function askOnce(address: string, namespace: string): Promise<string | null> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: CALL_WITHIN_MS });
    const { workflowService } = connection;
    const ask = () => workflowService.describeNamespace({ namespace });
    await connection.withDeadline(Date.now() + CALL_WITHIN_MS, ask);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await connection?.close();
  }
}
