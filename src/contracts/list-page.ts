/** A page of any list. */
export interface ListPage<Item> {
  items: Item[];
  /** For the next page, as `cursor`; null on the last one. */
  next_cursor: string | null;
}
/** What every list can be asked with. */
export interface PageQuery {
  /** 1 to 200, by default 50. */
  limit?: number;
  cursor?: string;
}
