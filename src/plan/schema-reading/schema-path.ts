import type { PathSegment } from '../../contracts/expression.js';
import { memberAt } from './schema-member.js';
import type { SchemaPlace } from './schema-place.js';

/** Where a path leads in a schema. */
export type SchemaDestination =
  /** `certain`: every property on the way is required, so a valid value has one there. */
  | { kind: 'known'; place: SchemaPlace; certain: boolean }
  | { kind: 'unknown' }
  /** The schema has no member `path[depth]`; `names` are those that it has there. */
  | { kind: 'undeclared'; depth: number; names: string[] };

/** Follows a reference's path through the schema of what it refers to. */
export function destinationOf(start: SchemaPlace, path: readonly PathSegment[]): SchemaDestination {
  let place = start;
  let certain = true;
  for (const [depth, segment] of path.entries()) {
    const member = memberAt(place, segment);
    if (member.kind === 'unknown') return member;
    if (member.kind === 'undeclared') return { ...member, depth };
    place = member.place;
    certain = certain && member.required;
  }
  return { kind: 'known', place, certain };
}
