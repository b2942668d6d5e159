import { sql, type SQL } from 'drizzle-orm';

/** The aggregate [p50, p95] of a column of times in ms; null without any. */
export const percentiles = (ms: SQL): SQL => sql`percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ${ms})`;
