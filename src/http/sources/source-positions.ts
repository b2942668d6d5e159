import type { FindingCode } from '../../contracts/finding-codes.js';
import type { Finding } from '../../contracts/finding.js';
import { pointerSegments } from '../../schema/json-pointer.js';
import { findJsonPlaces } from './json-places.js';
import { LineIndex } from './line-index.js';
import { WantedPlace } from './wanted-place.js';
import { findYamlPlaces } from './yaml-places.js';

/** A text that was read without an error. A byte order mark is not part of it. */
export interface SourceText {
  text: string;
  syntax: 'json' | 'yaml';
}

/** Codes about a key rather than about its value. */
const ABOUT_KEYS: ReadonlySet<FindingCode> = new Set(['unknown_key', 'misspelled_key', 'unknown_argument']);
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Findings whose paths point into the value that `source` was read as, each with the place that it concerns: of the
 * value, of the key where the key is wrong, and of the object around where something is missing.
 */
export function withSources<Placed extends Finding>(findings: readonly Placed[], source: SourceText): Placed[] {
  if (findings.length === 0 || source.text === '') return [...findings];
  const wanted = WantedPlace.of(findings.map(({ path }) => path));
  if (source.syntax === 'json') findJsonPlaces(source.text, wanted);
  else findYamlPlaces(source.text, wanted);
  const lines = new LineIndex(source.text);
  return findings.map((finding) => ({ ...finding, source: lines.positionAt(offsetOf(finding, wanted)) }));
}

function offsetOf(finding: Finding, wanted: WantedPlace): number {
  const { place, is_whole } = wanted.nearest(pointerSegments(finding.path));
  return (is_whole && isAboutKey(finding) ? place?.key : undefined) ?? place?.value ?? 0;
}

function isAboutKey({ code, path }: Finding): boolean {
  const [around, name = ''] = pointerSegments(path).slice(-2);
  if (code === 'forbidden_name') return FORBIDDEN_NAMES.has(name);
  const isPattern = code === 'unsafe_pattern' || code === 'invalid_pattern';
  return ABOUT_KEYS.has(code) || (isPattern && around === 'patternProperties');
}
