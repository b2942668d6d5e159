/** Lists in pages: newest first, by a cursor that stays right while rows are added. */
import { and, eq, gt, lt, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

export interface PageRequest {
  limit: number;
  after?: { at: Date; id: string } | undefined;
}
export interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}
export const encodeCursor = (at: Date, id: string): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** Of the years 1 to 9999, which every part of the platform can keep and show. */
export function isStorableTime(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}
/** Null for a text that is no cursor of ours. */
export function decodeCursor(cursor: string): { at: Date; id: string } | null {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof at !== 'string' || typeof id !== 'string' || id.includes('\0')) return null;
    if (!isStorableTime(new Date(at))) return null;
    return { at: new Date(at), id };
  } catch {
    return null;
  }
}
/** Rows after the cursor in the order (time descending, id ascending). */
export function afterCursor({ after }: PageRequest, time: PgColumn, id: PgColumn): SQL | undefined {
  return after && or(lt(time, after.at), and(eq(time, after.at), gt(id, after.id)));
}
/** `rows` holds one more than asked for when there is a next page. */
export function pageOf<Row>(rows: Row[], { limit }: PageRequest, key: (row: Row) => [Date, string]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(...key(last)) : null };
}
