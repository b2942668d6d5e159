/** The page of a list, kept in the address as `?cursor=`; the way back is kept with the entry of the browser's history. */
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { type ListPlace, newerPage, olderPage, trailIn } from './paging.js';

export interface Paging {
  place: ListPlace;
  older(next_cursor: string): void;
  newer(): void;
}
export function usePaging(): Paging {
  const [parameters] = useSearchParams();
  const { state } = useLocation() as { state: unknown };
  const navigate = useNavigate();
  const place: ListPlace = { cursor: parameters.get('cursor'), trail: trailIn(state) };
  function show({ cursor, trail }: ListPlace): void {
    const next = new URLSearchParams(parameters);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    void navigate({ search: next.toString() }, { state: { trail } });
    scrollTo({ top: 0 });
  }
  return { place, older: (cursor) => show(olderPage(place, cursor)), newer: () => show(newerPage(place)) };
}
