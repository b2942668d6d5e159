import type { Json, JsonObject } from '../../../../src/contracts/json.js';

const MOST_CHARACTERS = 120;

/** The details of an entry on one line: `status: running, reason: "not needed"`; '' where there are none. */
export function detailsText(details: JsonObject): string {
  const text = Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(', ');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
function valueText(value: Json): string {
  if (typeof value === 'string') return /^[\w.-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
