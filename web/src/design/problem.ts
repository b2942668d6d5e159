/** What is known of a failed request: the problem details of the API, or that nobody answered. */
import { UnreachableError } from '../../../src/client/unreachable-error.js';
import type { Finding } from '../../../src/contracts/finding.js';

export interface ShownProblem {
  title: string;
  detail: string;
  code: string | null;
  findings: Finding[];
}
/** By their wire names, so that any error with them is shown in full. */
interface ProblemLike {
  status: number;
  code: string;
  detail: string;
  findings?: Finding[];
  retry_after_ms?: number | null;
}
export function isProblem(error: unknown): error is Error & ProblemLike {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error && 'detail' in error;
}
/** So long the server asks to wait, in ms; 0 where it does not. */
export const retryAfter = (error: unknown): number => (isProblem(error) ? (error.retry_after_ms ?? 0) : 0);

const TITLES: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible in this state',
  422: 'Refused',
  429: 'Too many requests',
  503: 'Not available now',
};
export function shownProblem(error: unknown): ShownProblem {
  if (isProblem(error)) {
    const { status, code, detail, findings = [] } = error;
    return { title: TITLES[status] ?? `Error ${status}`, detail, code, findings };
  }
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof UnreachableError)
    return { title: 'The server does not answer', detail: 'Is the platform running?', code: null, findings: [] };
  return { title: 'Something went wrong', detail, code: null, findings: [] };
}
