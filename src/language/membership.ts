import type { Json } from '../contracts/json.js';
import { isEqual } from './equality.js';
import type { Operation } from './operation.js';

/** `IN` and `contains`: an element of a list, a substring, or a key of an object. Nothing is in null, and null is in lists only. */
export function isMember(member: Json, container: Json, operation: Operation): boolean {
  if (container === null) return false;
  if (Array.isArray(container)) return container.some((item) => isEqual(item, member));
  if (typeof container !== 'string' && typeof container !== 'object') {
    throw operation.typeError('membership needs a list, a string or an object', member, container);
  }
  if (member === null) return false;
  if (typeof member !== 'string')
    throw operation.typeError('membership in a string or an object needs a string', member, container);
  return typeof container === 'string' ? container.includes(member) : Object.hasOwn(container, member);
}
