import { sql } from 'drizzle-orm';
import type { CleanupTask } from './cleanup-task.js';

/** A ticket that nobody took is of no use after its 30 seconds. */
export const streamTickets: CleanupTask = {
  what: 'stream ticket(s) that nobody took',
  async clean({ orm }) {
    const { rowCount } = await orm.execute(sql`DELETE FROM stream_tickets WHERE expires_at < now()`);
    return rowCount ?? 0;
  },
};
