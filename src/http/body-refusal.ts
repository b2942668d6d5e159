import type { Finding, Position } from '../contracts/finding.js';
import { malformed, type Problem } from './problem.js';

/** 400 for a body that cannot be read or kept, with its one finding. `position`: in the text, where one is known. */
export function bodyRefusal(code: Finding['code'], path: string, message: string, position?: Position): Problem {
  const place = position ? { position, source: position } : {};
  return malformed(code, message, [{ code, severity: 'error', path, message, ...place }]);
}
