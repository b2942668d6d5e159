import type { Finding, InputFinding } from './finding.js';

/** What a refused request is answered with: RFC 9457 problem details, with a stable code. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  findings?: (Finding | InputFinding)[];
}
