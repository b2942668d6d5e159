import { sql } from 'drizzle-orm';

/** Holds for rows of executions that have not closed; by the indexes of what is open and what is parked. */
export const IS_OPEN = sql`(status IN ('pending', 'running', 'paused', 'awaiting_approval') OR parked_until IS NOT NULL)`;
