/** Where in a list somebody is. The API leads on to older rows only, so the way back is remembered. */
export interface ListPlace {
  /** Null on the first page. */
  cursor: string | null;
  /** The cursors of the pages before, the first page as null; [] also where the address came from elsewhere. */
  trail: readonly (string | null)[];
}
export const FIRST_PAGE: ListPlace = { cursor: null, trail: [] };

export const olderPage = ({ cursor, trail }: ListPlace, next_cursor: string): ListPlace => ({
  cursor: next_cursor,
  trail: [...trail, cursor],
});
/** The page before; the first one where the way is not known. */
export function newerPage({ trail }: ListPlace): ListPlace {
  const before = trail.at(-1);
  return before === undefined ? FIRST_PAGE : { cursor: before, trail: trail.slice(0, -1) };
}
/** What the browser keeps with an address may be from another version. */
export function trailIn(state: unknown): ListPlace['trail'] {
  const trail = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : [];
  const isTrail = Array.isArray(trail) && trail.every((cursor) => cursor === null || typeof cursor === 'string');
  return isTrail ? (trail as ListPlace['trail']) : [];
}
