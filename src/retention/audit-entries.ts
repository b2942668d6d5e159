import { sql } from 'drizzle-orm';
import { type CleanupTask, inBatches } from './cleanup-task.js';

const BATCH = 5_000;

/** The one way by which an entry goes: a function of the database, which enters what it removed. */
export const auditEntries: CleanupTask = {
  what: 'audit entries older than AUDIT_RETENTION_DAYS',
  async clean({ orm, retention, stopped }) {
    const { audit_days } = retention;
    if (audit_days === null) return 0;
    return inBatches(BATCH, stopped, async () => {
      const { rows } = await orm.execute<{ removed: number }>(sql`
        SELECT remove_audit_entries(now() - ${audit_days} * interval '1 day', ${BATCH}) AS removed`);
      return rows[0]?.removed ?? 0;
    });
  },
};
