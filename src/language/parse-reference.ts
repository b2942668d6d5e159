import type { Reference } from '../contracts/expression.js';
import type { Position } from '../contracts/finding.js';
import { positionAt } from './position.js';
import { named } from './syntax-error.js';
import type { Token } from './token.js';
import { tokenize } from './tokenize.js';

export interface ReferenceError {
  code: 'reference_syntax' | 'unknown_reference_root' | 'forbidden_name';
  message: string;
  position: Position;
}
export type ParsedReference = { ok: true; reference: Reference } | { ok: false; error: ReferenceError };

/** Longest text of a reference, in UTF-16 code units. */
const MAX_REFERENCE_LENGTH = 10_000;
const WRITTEN_LIKE = 'a reference is written like $input.name, $input.rows[0], $step2.name or $input["any key"]';

/** Parses a text that is one reference and nothing else, by the tokens of conditions. */
export function parseReference(text: string): ParsedReference {
  if (text.length > MAX_REFERENCE_LENGTH) {
    return refuse(text, 0, 'reference_syntax', `the reference is longer than ${MAX_REFERENCE_LENGTH} characters`);
  }
  const [token, next] = tokenize(text);
  if (token === undefined || !text.startsWith('$')) return refuse(text, 0, 'reference_syntax', WRITTEN_LIKE);
  if (token.fault !== undefined) return refuseToken(text, token);
  const end = next?.fault?.offset ?? token.text.length;
  if (end < text.length)
    return refuse(
      text,
      end,
      'reference_syntax',
      `found ${named(text.slice(end))} behind ${token.text}; ${WRITTEN_LIKE}`,
    );
  if (token.expression?.kind !== 'reference') return refuse(text, 0, 'reference_syntax', WRITTEN_LIKE);
  return { ok: true, reference: token.expression.reference };
}

function refuseToken(text: string, { fault }: Token): ParsedReference {
  const code =
    fault?.code === 'forbidden_name' || fault?.code === 'unknown_reference_root' ? fault.code : 'reference_syntax';
  return refuse(text, fault?.offset ?? 0, code, fault?.problem ?? WRITTEN_LIKE);
}

function refuse(text: string, offset: number, code: ReferenceError['code'], problem: string): ParsedReference {
  const position = positionAt(text, offset);
  return {
    ok: false,
    error: { code, message: `Line ${position.line}, column ${position.column}: ${problem}`, position },
  };
}
