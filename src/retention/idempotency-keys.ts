import { sql } from 'drizzle-orm';
import { type CleanupTask, inBatches } from './cleanup-task.js';

const BATCH = 1_000;

/** A key is kept for 7 days. */
export const idempotencyKeys: CleanupTask = {
  what: 'idempotency key(s) older than 7 days',
  clean: ({ orm, stopped }) =>
    inBatches(BATCH, stopped, async () => {
      const { rowCount } = await orm.execute(sql`
        DELETE FROM idempotency_keys WHERE (deliverable_type, key) IN (
          SELECT deliverable_type, key FROM idempotency_keys
          WHERE created_at < now() - interval '7 days' ORDER BY created_at LIMIT ${BATCH})`);
      return rowCount ?? 0;
    }),
};
