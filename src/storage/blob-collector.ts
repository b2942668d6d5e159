/**
 * Deletes stored bytes that nothing can refer to any more. Bytes are kept
 *  1. as the Plan of a version of a workflow, or of an execution that is on record;
 *  2. while Temporal may have a history that names them: of an open execution, or of one that closed not long ago. They
 *     were marked as used since that execution was created (a mark may be two hours old, see BlobStore).
 */
import { and, inArray, lt, sql } from 'drizzle-orm';
import type { Drizzle } from './database.js';
import { blobs } from './schema.js';

const BATCH = 500;
/** For marks that are not renewed at once, and clocks that differ. */
const MARGIN = sql`interval '1 day'`;

export interface CollectionOptions {
  /** How long Temporal keeps the history of a closed execution, in ms. */
  history_kept_ms: number;
  /** Ends the collection between two batches. */
  signal?: AbortSignal;
}
/** Returns how many blobs were deleted. */
export async function collectBlobs(orm: Drizzle, { history_kept_ms, signal }: CollectionOptions): Promise<number> {
  const unusedSince = await oldestUse(orm, history_kept_ms);
  const plans = await planHashes(orm);
  const isNoPlan = sql`${blobs.hash} <> ALL(${sql.param(plans)}::text[])`;
  const isUnused = and(lt(blobs.last_used_at, unusedSince), isNoPlan);
  for (let deleted = 0; ;) {
    if (signal?.aborted) return deleted;
    const batch = orm.select({ hash: blobs.hash }).from(blobs).where(isUnused).limit(BATCH);
    // Asked again of each row, in case it was used meanwhile.
    const gone = await orm.delete(blobs).where(and(inArray(blobs.hash, batch), isUnused));
    deleted += gone.rowCount ?? 0;
    if ((gone.rowCount ?? 0) < BATCH) return deleted;
  }
}
/** Before this time nothing was used that a history may still name. */
async function oldestUse(orm: Drizzle, history_kept_ms: number): Promise<Date> {
  const { rows } = await orm.execute<{ unused_since: string }>(sql`
    WITH kept AS (SELECT now() - ${history_kept_ms} * interval '1 ms' AS since)
    SELECT to_json(LEAST(since, (
      SELECT min(created_at) FROM executions WHERE completed_at IS NULL OR completed_at >= since
    ) - ${MARGIN})) AS unused_since
    FROM kept`);
  return new Date(rows[0]?.unused_since ?? 0);
}
/** Of all versions; and of executions whose version is not there, without reading the requests of the others. */
async function planHashes(orm: Drizzle): Promise<string[]> {
  const { rows } = await orm.execute<{ plan_hash: string }>(sql`
    SELECT plan_hash FROM workflow_versions
    UNION
    SELECT request->>'plan_hash' FROM executions WHERE NOT EXISTS (
      SELECT FROM workflow_versions AS known
      WHERE known.deliverable_type = executions.deliverable_type AND known.version = executions.version
    )`);
  return rows.map(({ plan_hash }) => plan_hash);
}
