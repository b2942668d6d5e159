/** Whether there is a process that runs workflows, as far as the database knows: a process that dies loses its session. */
import { sql } from 'drizzle-orm';
import type { Database } from '../storage/database.js';

/** Names of the sessions on which processes listen, by whether they run workflows. */
export const LISTENER_NAMES = { worker: 'dynex worker', api: 'dynex api' } as const;

export interface WorkerPresence {
  /** Rejects when that cannot be known. */
  isAnyThere(): Promise<boolean>;
}
/** Asks for the sessions of this database; costs nothing while nobody asks. */
export class SessionPresence implements WorkerPresence {
  constructor(private readonly database: Database) {}

  async isAnyThere(): Promise<boolean> {
    const { rows } = await this.database.orm.execute<{ there: boolean }>(sql`
      SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = ${LISTENER_NAMES.worker}
      ) AS there`);
    return rows[0]?.there === true;
  }
}
