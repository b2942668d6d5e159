import type { PathSegment, Reference } from '../contracts/expression.js';
import { quote } from './string-literal.js';

const PLAIN_NAME = /^[\p{L}\p{N}_]+$/u;

/** How a segment is written: `[0]`, `.name`, `["any key"]`. */
export function segmentText(segment: PathSegment): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return PLAIN_NAME.test(segment) ? `.${segment}` : `[${quote(segment, '"')}]`;
}

/** `$input`, `$context`, `$stepN`, `$item` or `$index`. */
export function rootText(reference: Reference): string {
  return reference.root === 'step' ? `$step${reference.step_number}` : `$${reference.root}`;
}

/** A reference's root and the first `length` segments of its path. */
export function referencePrefix(reference: Reference, length: number): string {
  return rootText(reference) + reference.path.slice(0, length).map(segmentText).join('');
}
