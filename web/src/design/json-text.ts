import type { Json } from '../../../src/contracts/json.js';

export type ParsedJson = { ok: true; value: Json } | { ok: false; message: string };

/** Reads what a person typed; the message gives line and column where the place is known. */
export function parseJson(text: string): ParsedJson {
  if (text.trim() === '') return { ok: false, message: 'Nothing is given; a JSON value is needed' };
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: placed(error instanceof Error ? error.message : String(error), text) };
  }
}
/** V8 says `at position 17`, Firefox says line and column itself. */
function placed(message: string, text: string): string {
  const offset = /at position (\d+)(?! \(line)/.exec(message)?.[1];
  if (offset === undefined) return message;
  const before = text.slice(0, Number(offset)).split('\n');
  return message.replace(/at position \d+/, `at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`);
}
export const jsonText = (value: Json): string => JSON.stringify(value, null, 2);
