/** The journal of all executions in PostgreSQL, and the news of it to other processes. */
import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import type { Database } from '../storage/database.js';
import { eventJournal } from '../storage/schema.js';

export type JournalRow = typeof eventJournal.$inferSelect;
export const NEWS_CHANNEL = 'dynex_news';
export const AUDIENCE_CHANNEL = 'dynex_audience';

export class JournalStore {
  constructor(private readonly database: Database) {}

  /**
   * Enters up to which seq the events of executions are known, and tells other processes; once more is once.
   * @param news each at most 8,000 bytes, which is what PostgreSQL takes
   */
  async enter(known: ReadonlyMap<string, number>, news: string[]): Promise<void> {
    const ids = textArray([...known.keys()]);
    const seqs = sql`${`{${[...known.values()].join(',')}}`}::integer[]`;
    const told = sql`(SELECT count(pg_notify(${NEWS_CHANNEL}, text)) FROM unnest(${textArray(news)}) AS text)`;
    await this.database.orm.execute(sql`SELECT journal_events(${ids}, ${seqs}), ${told}`);
  }
  async tell(channel: string, text: string): Promise<void> {
    await this.database.orm.execute(sql`SELECT pg_notify(${channel}, ${text})`);
  }
  /** The position of the newest entry; 0 for an empty journal. */
  async lastPosition(): Promise<number> {
    const [row] = await this.database.orm.select({ last: max(eventJournal.last_position) }).from(eventJournal);
    return row?.last ?? 0;
  }
  /** The rows with events after a position, in order. */
  after(position: number, deliverable_type: string | null, limit: number): Promise<JournalRow[]> {
    const ofType = deliverable_type === null ? undefined : eq(eventJournal.deliverable_type, deliverable_type);
    return this.database.orm
      .select()
      .from(eventJournal)
      .where(and(gt(eventJournal.last_position, position), ofType))
      .orderBy(asc(eventJournal.last_position))
      .limit(limit);
  }
}
const textArray = (texts: string[]) => sql`ARRAY(SELECT json_array_elements_text(${JSON.stringify(texts)}::json))`;
