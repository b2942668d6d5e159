import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, retryAfter } from '../design/problem.js';
import { tellAnswered, tellUnanswered } from './connection.js';

const FRESH_MS = 2_000;
const AGAIN_MS = 5_000;
const MAX_WAIT_MS = 10_000;
/** A refusal stays one; what nobody answered, or what may pass, is asked again for as long as the page is open. */
function mayPass(error: unknown): boolean {
  return !isProblem(error) || error.status >= 500 || error.status === 429;
}
const QUERIES = 'queries';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => tellAnswered(QUERIES),
    onError: (error) => (isProblem(error) ? tellAnswered(QUERIES) : tellUnanswered(QUERIES, null)),
  }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      networkMode: 'always',
      retry: (count, error) => mayPass(error) && count < 2,
      // What may pass is asked for again for as long as it is shown.
      refetchInterval: ({ state }) =>
        state.error !== null && mayPass(state.error) ? Math.max(AGAIN_MS, retryAfter(state.error)) : false,
      retryDelay: (count, error) => Math.max(Math.min(500 * 2 ** count, MAX_WAIT_MS), retryAfter(error)),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** The platform answers again, as something else has seen: what failed is asked for at once. */
export function askAgain(): void {
  tellAnswered(QUERIES);
  void queryClient.refetchQueries({ predicate: ({ state }) => state.error !== null && mayPass(state.error) });
}
