/**
 * Removes what closed long ago: its row with its record and log, the older parts of its log, its places in the journal,
 * and its history in Temporal. What is open or parked stays, and so does what an open rerun is made from. The audit keeps
 * its entries, and gets one of the removal.
 */
import { sql } from 'drizzle-orm';
import type { Drizzle } from '../storage/database.js';
import { IS_OPEN } from '../storage/open-executions.js';
import { type CleanupTask, inBatches } from './cleanup-task.js';

const BATCH = 100;

export const closedExecutions: CleanupTask = {
  what: 'closed execution(s) older than RETENTION_DAYS',
  async clean({ orm, retention, forget, stopped }) {
    const { executions_days } = retention;
    if (executions_days === null) return 0;
    return inBatches(BATCH, stopped, async () => {
      const ids = await closedBefore(orm, executions_days);
      // First: what Temporal still knew could be asked for its log.
      await forget(ids);
      await remove(orm, ids);
      return ids.length;
    });
  },
};
/** An execution closes after it was created, so the index by creation finds them. */
async function closedBefore(orm: Drizzle, days: number): Promise<string[]> {
  const before = sql`now() - ${days} * interval '1 day'`;
  const { rows } = await orm.execute<{ execution_id: string }>(sql`
    SELECT execution_id FROM executions
    WHERE created_at < ${before} AND completed_at < ${before}
      AND execution_id NOT IN (SELECT rerun_of FROM executions WHERE rerun_of IS NOT NULL AND ${IS_OPEN})
    ORDER BY created_at, execution_id LIMIT ${BATCH}`);
  return rows.map(({ execution_id }) => execution_id);
}
/** The newest row of the journal stays, whosever it is: positions are counted on from it. */
async function remove(orm: Drizzle, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const theirs = sql`execution_id = ANY(${sql.param(ids)}::text[])`;
  await orm.transaction(async (tx) => {
    await tx.execute(sql`DELETE FROM event_segments WHERE ${theirs}`);
    await tx.execute(sql`
      DELETE FROM event_journal WHERE ${theirs} AND last_position < (SELECT max(last_position) FROM event_journal)`);
    await tx.execute(sql`
      WITH removed AS (DELETE FROM executions WHERE ${theirs} RETURNING execution_id, deliverable_type, status, completed_at)
      INSERT INTO audit_entries (action, execution_id, act, source, details, timestamp)
      SELECT 'execution_removed', execution_id, 'removed', 'retention',
        json_build_object('deliverable_type', deliverable_type, 'status', status, 'completed_at', completed_at), now()
      FROM removed ON CONFLICT DO NOTHING`);
  });
}
