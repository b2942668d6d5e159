/** JSON Pointers (RFC 6901) and the readable places that findings show beside them. */

const ESCAPES: Record<string, string> = { '~': '~0', '/': '~1' };
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const INDEX = /^(0|[1-9][0-9]*)$/;

/** `path` extended by one reference token for each segment. */
export function pointerTo(path: string, ...segments: (string | number)[]): string {
  return segments.reduce<string>((pointer, segment) => `${pointer}/${escapeSegment(String(segment))}`, path);
}

function escapeSegment(segment: string): string {
  return segment.replace(/[~/]/g, (character) => ESCAPES[character] ?? character);
}

/** The decoded reference tokens of a pointer; none for the whole value. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  const tokens = pointer.slice(1).split('/');
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The readable form of a pointer: `/columns/0/load` is `columns[0].load`. A key that is not an identifier is quoted:
 * `loads['dead load']`. With `value`, the value that the pointer points into, a key made of digits is told from an index.
 */
export function displayPath(pointer: string, value?: unknown): string {
  let place: unknown = value;
  let display = '';
  for (const segment of pointerSegments(pointer)) {
    display += displaySegment(segment, place, display === '');
    place = member(place, segment);
  }
  return display;
}

function displaySegment(segment: string, container: unknown, first: boolean): string {
  const in_list = Array.isArray(container) || container === undefined;
  if (in_list && INDEX.test(segment)) return `[${segment}]`;
  if (IDENTIFIER.test(segment)) return first ? segment : `.${segment}`;
  if (first && segment !== '' && !/[.[\]']/.test(segment)) return segment;
  return `['${segment.replaceAll("'", "\\'")}']`;
}

function member(container: unknown, segment: string): unknown {
  if (typeof container !== 'object' || container === null) return undefined;
  return Object.hasOwn(container, segment) ? (container as Record<string, unknown>)[segment] : undefined;
}
