import type { Json } from '../../contracts/json.js';

/** Longest text that is quoted whole, in UTF-16 code units. */
const MAX_QUOTED = 120;
/** Most values of a list that are quoted. */
const MAX_LISTED = 20;

/** What stands in a message for a value that must not be shown. */
export const CONCEALED = '***';

/** The name of a value's JSON type. */
export function typeName(value: Json | undefined): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A caller's value as a message quotes it: `'M50'`, `15000`, `true`; lists and objects by their kind alone. */
export function quotedValue(value: Json | undefined): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'The list' : 'The object';
  return quotedScalar(value);
}

/** A value of the schema as a message quotes it; lists and objects as JSON. */
export function quotedConstant(value: Json): string {
  return typeof value === 'object' && value !== null ? shortened(JSON.stringify(value)) : quotedScalar(value);
}

/** `['M20', 'M25']`, the first 20 of them. */
export function quotedList(values: readonly Json[]): string {
  const shown = values.slice(0, MAX_LISTED).map(quotedConstant);
  const left_out = values.length - shown.length;
  return `[${[...shown, ...(left_out > 0 ? [`… ${left_out} more`] : [])].join(', ')}]`;
}

/** A text on one line: control characters as escapes, a long one cut. */
export function shortened(text: string): string {
  const cut = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(/[\u0000-\u001f\u007f]/g, (character) => JSON.stringify(character).slice(1, -1));
}

function quotedScalar(value: Json | undefined): string {
  return typeof value === 'string' ? `'${shortened(value)}'` : String(value);
}
