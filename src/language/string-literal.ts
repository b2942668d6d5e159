const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\\': '\\',
  '/': '/',
  "'": "'",
  '"': '"',
};
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^]))/g;
/** Control characters, the separators that some editors take for a line's end, and halves of a surrogate pair. */

const UNPRINTABLE =
  /[\u0000-\u001f\u007f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text of a quoted string. A backslash before any other character stands for itself, so that `'\d+'` is a pattern. */
export function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(ESCAPE, (whole: string, code: string | undefined, character: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return ESCAPES[character ?? ''] ?? whole;
    });
}

/** A text as a quoted string that reads back as the same text. */
export function quote(text: string, mark: "'" | '"' = "'"): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`);
  return mark + escaped.replace(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) + mark;
}
