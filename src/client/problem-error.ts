import type { InputFinding, Finding } from '../contracts/finding.js';
import type { ProblemDetails } from '../contracts/problem.js';

/** A request that the server answered with a refusal. `code` is stable, the message is its `detail`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Everything that was found wrong with what was sent; [] where the answer lists nothing. */
  readonly findings: (Finding | InputFinding)[];

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The whole answer. */
    readonly body: Partial<ProblemDetails> & Record<string, unknown>,
    /** From Retry-After, in ms; null without one. */
    readonly retry_after_ms: number | null = null,
  ) {
    super(body.detail ?? body.title ?? `The server answered ${status}`);
    this.code = body.code ?? 'http_error';
    this.title = body.title ?? '';
    this.detail = this.message;
    this.findings = body.findings ?? [];
  }
  /** @param response one that is not ok; a body that is no problem details is taken as its detail */
  static async of(response: Response): Promise<ProblemError> {
    const text = await response.text().catch(() => '');
    return new ProblemError(response.status, detailsOf(text, response), retryAfter(response));
  }
  /** Whether the same request may go better later, without anybody changing anything. */
  get may_pass(): boolean {
    return this.status >= 500 || this.status === 408 || this.status === 429;
  }
}
function detailsOf(text: string, { status, statusText }: Response): Record<string, unknown> {
  try {
    const body = JSON.parse(text) as unknown;
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // A proxy answers in its own words.
  }
  const title = statusText || `HTTP ${status}`;
  return { title, detail: `The server answered ${status} ${statusText}`.trim() };
}
/** Seconds only: a date would need the server's clock. */
function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
