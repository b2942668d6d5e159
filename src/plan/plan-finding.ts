import { FINDING_CODES, type FindingCode } from '../contracts/finding-codes.js';
import type { Finding } from '../contracts/finding.js';

/** A finding with the severity that the table of codes gives it, unless `more` says otherwise. */
export function planFinding(
  code: FindingCode,
  path: string,
  message: string,
  more: Partial<Pick<Finding, 'severity' | 'step_number' | 'position' | 'hint'>> = {},
): Finding {
  return { code, severity: FINDING_CODES[code][0], path, message, ...more };
}

/** `did you mean "x"?` as a hint, or no hint. */
export const meantHint = (name: string | undefined): Pick<Finding, 'hint'> =>
  name ? { hint: `Did you mean ${name}?` } : {};
