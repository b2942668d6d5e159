import { malformed } from '../http/problem.js';

/** The position after which a client wants to go on; null when it says nothing. @throws Problem 400 */
export function readAfter(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const position = Number(text);
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw malformed('invalid_after', `after=${text} is neither a seq nor a cursor: an integer from 0`);
}
