/** The formats that are checked: those of ajv-formats, with what is slow on hostile texts made linear, and RFC 3987's. */
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Ajv, Format } from 'ajv';
import { domainToASCII } from 'node:url';
import { patternProblem } from './linear-pattern.js';

/** A longer text has none of the textual formats; a bound on the work that one text can cause. */
export const MAX_FORMATTED_LENGTH = 8_192;
/** Formats that say how bytes are written, of which there may be many. */
const UNBOUNDED = new Set(['byte', 'binary', 'password']);

/** Teaches `ajv` every known format. An unknown format is an annotation and checks nothing. */
export function addValueFormats(ajv: Ajv): void {
  for (const [name, format] of Object.entries({ ...fullFormats, ...OWN_FORMATS })) {
    ajv.addFormat(name, UNBOUNDED.has(name) ? format : bounded(format));
  }
}

const OWN_FORMATS: Record<string, (text: string) => boolean> = {
  regex: (text) => patternProblem(text) === null,
  url: (text) => /^(?:https?|ftp):\/\//i.test(text) && isFormat('uri', text) && URL.canParse(text),
  iri: (text) => isFormat('uri', percentEncoded(text)),
  'iri-reference': (text) => isFormat('uri-reference', percentEncoded(text)),
  'idn-hostname': (text) => isFormat('hostname', domainToASCII(text)),
  'idn-email': isInternationalEmail,
};

function bounded(format: Format): Format {
  const test = textTest(format);
  return test === null ? format : (text: string) => text.length <= MAX_FORMATTED_LENGTH && test(text);
}

/** How a format tests a text, or null where it is about numbers or accepts everything. */
function textTest(format: Format): ((text: string) => boolean) | null {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return format as (text: string) => boolean;
  if (typeof format !== 'object' || format.type === 'number' || !('validate' in format)) return null;
  return textTest(format.validate as Format);
}

function isFormat(name: 'uri' | 'uri-reference' | 'hostname' | 'email', text: string): boolean {
  return textTest(fullFormats[name])?.(text) ?? false;
}

function percentEncoded(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, '%C3%A9');
}

function isInternationalEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).replace(/[^\0-\x7f]/gu, 'x');
  return at > 0 && isFormat('email', `${local}@${domainToASCII(text.slice(at + 1))}`);
}
