/** A refused request: RFC 9457 problem details with a stable code. */
import { STATUS_CODES } from 'node:http';
import type { Finding } from '../contracts/finding.js';
import type { ProblemDetails } from '../contracts/problem.js';

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly findings: Finding[] = [],
    /** Of the answer, in lower case. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
  toDetails(): ProblemDetails {
    const title = STATUS_CODES[this.status] ?? 'Error';
    const details = { type: 'about:blank', title, status: this.status, detail: this.message, code: this.code };
    return this.findings.length > 0 ? { ...details, findings: this.findings } : details;
  }
}
const sentence = (finding: Finding | undefined, count: number): string => {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  return finding ? `: ${finding.message}${more}` : '';
};
export const malformed = (code: string, detail: string, findings: Finding[] = []) =>
  new Problem(400, code, detail, findings);
export const notFound = (what: string) => new Problem(404, 'not_found', what);
export const conflict = (code: string, detail: string) => new Problem(409, code, detail);
/** 422: the request was understood and refused, with every reason at once. */
export function unprocessable(code: string, what: string, findings: Finding[]): Problem {
  const errors = findings.filter((finding) => finding.severity === 'error');
  return new Problem(422, code, what + sentence(errors[0], errors.length), findings);
}
/** 503: something the platform stands on does not answer. */
export const unavailable = (what: 'database' | 'temporal' | 'worker', why: string) =>
  new Problem(503, `${what}_unavailable`, why);
