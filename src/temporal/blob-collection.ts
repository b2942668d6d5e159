/** Unused payloads and Plans are deleted at start-up and once a day, in the background. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformParts } from '../platform-parts.js';
import { collectBlobs } from '../storage/blob-collector.js';

export interface BlobCollectionOptions {
  parts: PlatformParts;
  stopped: AbortSignal;
  log(line: string): void;
  warn(line: string): void;
}
const DAY_MS = 24 * 3_600_000;
/** At least so long, whatever the namespace says: it may have said more when the histories were closed. */
const KEPT_AT_LEAST_MS = 7 * DAY_MS;
const ANSWER_WITHIN_MS = 5_000;

/** Resolves when `stopped` was aborted and nothing is being deleted. */
export async function keepBlobsCollected(options: BlobCollectionOptions): Promise<void> {
  const { stopped, warn } = options;
  while (!stopped.aborted) {
    await collectOnce(options).catch((error: unknown) => {
      if (!stopped.aborted) warn(`Unused payloads are left where they are until tomorrow: ${String(error)}`);
    });
    await delay(DAY_MS, undefined, { signal: stopped, ref: false }).catch(() => undefined);
  }
}
async function collectOnce({ parts, stopped, log }: BlobCollectionOptions): Promise<void> {
  const history_kept_ms = Math.max(KEPT_AT_LEAST_MS, await retentionMs(parts));
  const deleted = await collectBlobs(parts.database, { history_kept_ms, signal: stopped });
  if (deleted) log(`Deleted ${deleted} stored payload(s) that nothing refers to any more`);
}
/** How long the namespace keeps the histories of closed executions. */
async function retentionMs({ connection, configuration }: PlatformParts): Promise<number> {
  const { temporalNamespace: namespace } = configuration;
  const ask = () => connection.workflowService.describeNamespace({ namespace });
  const { config } = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, ask);
  return (config?.workflowExecutionRetentionTtl?.seconds?.toNumber() ?? 0) * 1000;
}
