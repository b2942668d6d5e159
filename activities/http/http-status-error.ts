import { STATUS_CODES } from 'node:http';

export interface RefusedAnswer {
  status: number;
  /** The call as messages show it. */
  call: string;
  /** The beginning of the body; empty where it is no text. */
  excerpt: string;
  retry_after_seconds: number | null;
}

/** An answer whose status is no success. Its type is `http_503` and the like; its status decides on retries. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly type: string;
  readonly status: number;
  readonly retryAfterSeconds?: number;

  constructor({ status, call, excerpt, retry_after_seconds }: RefusedAnswer) {
    const reason = [status, STATUS_CODES[status]].filter(Boolean).join(' ');
    super(`${reason} from ${call}${excerpt === '' ? '' : `: ${excerpt}`}`);
    this.status = status;
    this.type = `http_${status}`;
    if (retry_after_seconds !== null) this.retryAfterSeconds = retry_after_seconds;
  }
}
