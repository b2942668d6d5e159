/** Which places of a value no message may quote. */
export interface SecretPlaces {
  /** Whether the value at `pointer` is secret, lies in a secret one, or holds one. */
  touches(pointer: string): boolean;
}

export const NO_SECRETS: SecretPlaces = { touches: () => false };

/** `pointers`: the values under a schema with `"x-secret": true`. */
export function secretPlaces(pointers: readonly string[]): SecretPlaces {
  if (pointers.length === 0) return NO_SECRETS;
  const secret = new Set(pointers);
  const holders = new Set(pointers.flatMap(withAncestors));
  return { touches: (pointer) => holders.has(pointer) || withAncestors(pointer).some((place) => secret.has(place)) };
}

function withAncestors(pointer: string): string[] {
  const ancestors = [pointer];
  for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    ancestors.push(pointer.slice(0, end));
    if (end === 0) break;
  }
  return ancestors;
}
