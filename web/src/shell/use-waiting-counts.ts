/** How many executions wait for a person, as the navigation shows it. */
import { useQuery } from '@tanstack/react-query';
import { approvalsQuery, deadLettersQuery } from '../api/queries.js';

const EVERY_MS = 10_000;
/** As much as one page of a list holds. */
const LIMIT = 200;

const countText = (page: { items: unknown[]; next_cursor: string | null } | undefined): string =>
  page === undefined ? '0' : `${page.items.length}${page.next_cursor === null ? '' : '+'}`;

export function useWaitingCounts(): { dead_letters: string; approvals: string } {
  const repeated = { refetchInterval: EVERY_MS };
  const dead_letters = useQuery({ ...deadLettersQuery({ limit: LIMIT }), ...repeated });
  const approvals = useQuery({ ...approvalsQuery({ status: 'pending', limit: LIMIT }), ...repeated });
  return { dead_letters: countText(dead_letters.data), approvals: countText(approvals.data) };
}
