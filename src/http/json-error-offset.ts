/** Where a text stops being JSON (RFC 8259). JSON.parse does not always say. */

const TOKEN =
  /([{}[\]:,])|("(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const OPEN_STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const BLANKS = /[ \t\n\r]*/y;

type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar';
type Expected = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or end' | 'nothing';

/** The offset of the first character that cannot stand where it stands; the length of a text that only ends too early. */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let offset = 0; ;) {
    offset = matchAt(BLANKS, text, offset)?.end ?? offset;
    const token = matchAt(TOKEN, text, offset);
    if (!token) return matchAt(OPEN_STRING, text, offset)?.end ?? offset;
    const next = following(expected, token.kind, open);
    if (next === null) return offset;
    expected = next;
    offset = token.end;
  }
}
function matchAt(pattern: RegExp, text: string, offset: number): { kind: Kind; end: number } | null {
  pattern.lastIndex = offset;
  const match = pattern.exec(text);
  if (!match) return null;
  const kind = (match[1] as Kind | undefined) ?? (match[2] === undefined ? 'scalar' : 'string');
  return { kind, end: pattern.lastIndex };
}
/** What may come after a token; null where the token may not come. Keeps the stack of open brackets. */
function following(expected: Expected, kind: Kind, open: ('{' | '[')[]): Expected | null {
  switch (expected) {
    case 'value or ]':
      return kind === ']' ? closed(open) : valueBegins(kind, open);
    case 'value':
      return valueBegins(kind, open);
    case 'key or }':
      return kind === '}' ? closed(open) : kind === 'string' ? ':' : null;
    case 'key':
      return kind === 'string' ? ':' : null;
    case ':':
      return kind === ':' ? 'value' : null;
    case ', or end':
      return valueEnded(kind, open);
    case 'nothing':
      return null;
    default:
      return expected satisfies never;
  }
}
function valueBegins(kind: Kind, open: ('{' | '[')[]): Expected | null {
  if (kind === 'string' || kind === 'scalar') return open.length > 0 ? ', or end' : 'nothing';
  if (kind !== '{' && kind !== '[') return null;
  open.push(kind);
  return kind === '{' ? 'key or }' : 'value or ]';
}
function valueEnded(kind: Kind, open: ('{' | '[')[]): Expected | null {
  const isObject = open.at(-1) === '{';
  if (kind === ',') return isObject ? 'key' : 'value';
  return kind === (isObject ? '}' : ']') ? closed(open) : null;
}
function closed(open: ('{' | '[')[]): Expected {
  open.pop();
  return open.length > 0 ? ', or end' : 'nothing';
}
