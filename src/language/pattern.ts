import { RE2JS } from 're2js';

/** Longest pattern, in UTF-16 code units, and largest compiled program, in instructions: what keeps a match fast on long texts. */
const MAX_PATTERN_LENGTH = 1_000;
const MAX_PROGRAM_SIZE = 5_000;
const MAX_CACHED = 256;

export type Pattern = { ok: true; matches(text: string): boolean } | { ok: false; reason: string };
const cache = new Map<string, Pattern>();

/**
 * A pattern that matches in time linear in the text, in RE2's syntax (no backreferences, no look-around).
 * It matches anywhere in the text unless it is anchored.
 */
export function patternOf(source: string): Pattern {
  const known = cache.get(source);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED) cache.clear();
  const pattern = compile(source);
  cache.set(source, pattern);
  return pattern;
}

function compile(source: string): Pattern {
  if (source.length > MAX_PATTERN_LENGTH) return { ok: false, reason: `longer than ${MAX_PATTERN_LENGTH} characters` };
  try {
    const compiled = RE2JS.compile(source);
    if (compiled.programSize() > MAX_PROGRAM_SIZE) return { ok: false, reason: 'its repetitions make it too large' };
    return { ok: true, matches: (text) => compiled.matcher(text).find() };
  } catch (error) {
    return {
      ok: false,
      reason: error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error),
    };
  }
}
