/** What the server found in an input, by place. */
import { ProblemError } from '../../../../../src/client/problem-error.js';
import type { Finding, InputFinding } from '../../../../../src/contracts/finding.js';

export interface PlacedFinding {
  /** JSON Pointer into the input; '' for the whole. */
  path: string;
  /** Without the place at its beginning, which the label says. */
  message: string;
  /** With it. */
  whole: string;
}
/** [] for an error that is about something else. */
export function inputFindings(error: unknown): PlacedFinding[] {
  if (!(error instanceof ProblemError) || error.code !== 'input_invalid') return [];
  return error.findings.filter(({ severity }) => severity === 'error').map(placed);
}
function placed(finding: Finding | InputFinding): PlacedFinding {
  const { path, message } = finding;
  const place = 'display_path' in finding ? finding.display_path : '';
  const begins = place !== '' && message.startsWith(`${place}: `);
  return { path, message: begins ? message.slice(place.length + 2) : message, whole: message };
}
/** At exactly that place. */
export const messageAt = (findings: readonly PlacedFinding[], path: string): string | null => {
  const messages = findings.filter((finding) => finding.path === path).map(({ message }) => message);
  return messages.length === 0 ? null : messages.join('; ');
};
/** There or below: where a field has no fields of its own. */
export const messageWithin = (findings: readonly PlacedFinding[], path: string): string | null => {
  const inside = findings.filter((finding) => finding.path === path || finding.path.startsWith(`${path}/`));
  return inside.length === 0
    ? null
    : inside.map(({ path: at, message, whole }) => (at === path ? message : whole)).join('; ');
};
export const pointerTo = (path: string, part: string | number): string =>
  `${path}/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`;
