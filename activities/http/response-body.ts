import type { Json } from '../../src/contracts/json.js';
import { PermanentError } from '../errors.js';

const JSON_TYPE = /^application\/json$|^text\/json$|\+json$/;
const TEXT_TYPE = /^$|^text\/|\+xml$|^application\/(xml|yaml|x-yaml|javascript|x-www-form-urlencoded|graphql|sql)$/;

/**
 * An answer's body as JSON: null when empty, parsed where the content type is JSON, a text where the type is textual
 * (or missing) and the bytes are, else `{base64}`.
 * @throws PermanentError of type invalid_response when a JSON type does not hold JSON.
 */
export function readBody(bytes: Buffer, contentType: string): Json {
  if (bytes.length === 0) return null;
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (JSON_TYPE.test(type.trim())) return parsed(bytes);
  const text = TEXT_TYPE.test(type.trim()) ? decodedText(bytes, charset(parameters)) : null;
  return text ?? { base64: bytes.toString('base64') };
}

function parsed(bytes: Buffer): Json {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch (cause) {
    throw new PermanentError(`The answer says that it is JSON, and is not: ${(cause as Error).message}`, {
      type: 'invalid_response',
      cause,
    });
  }
}

/** Null when the bytes are no text of that charset, or one that cannot be stored. */
function decodedText(bytes: Buffer, charset: string): string | null {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function charset(parameters: string[]): string {
  const found = parameters.map((parameter) => /^\s*charset="?([^"]+)"?\s*$/.exec(parameter)?.[1]);
  return found.find((name) => name !== undefined)?.trim() ?? 'utf-8';
}
