import { malformed } from '../http/problem.js';

/** The seq after which a client wants to go on; 0 when it says nothing. @throws Problem 400 */
export function readAfter(text: string | null | undefined): number {
  if (text === null || text === undefined || text === '') return 0;
  const seq = Number(text);
  if (Number.isSafeInteger(seq) && seq >= 0) return seq;
  throw malformed('invalid_after', `after=${text} is not a seq: an integer from 0`);
}
