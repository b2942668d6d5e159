/** What to say at the field of a key that does not do. */
import { isProblem, shownProblem } from '../design/problem.js';

/** What can be seen without asking: a header can carry nothing else. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Null for a text that may be a key. */
export function wrongTyping(key: string): string | null {
  if (key === '') return 'Enter your API key';
  return SENDABLE.test(key) ? null : 'A key has no spaces and only plain letters, digits and signs';
}
/** @param error what asking with the key has thrown */
export function wrongKeyText(error: unknown): string {
  if (isProblem(error) && error.status === 401) {
    return 'This key is not accepted: it is mistyped, cut short, or revoked';
  }
  const { title, detail } = shownProblem(error);
  return `${title}. ${detail}`;
}
