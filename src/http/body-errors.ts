/** What the body parser throws, as problems; before the framework sees it, which keeps only status and message. */
import type { NextFunction, Request, Response } from 'express';
import { Problem } from './problem.js';

/** By the error's `type`. */
const BODY_ERRORS: Record<string, [number, string, string]> = {
  'entity.too.large': [413, 'body_too_large', 'The body is over the limit of 16 MB'],
  'encoding.unsupported': [
    415,
    'unsupported_encoding',
    'The content-encoding is not supported: use gzip, deflate, br or none',
  ],
  'charset.unsupported': [415, 'unsupported_charset', 'The charset is not supported: use UTF-8'],
  'request.aborted': [400, 'request_aborted', 'The request ended before its body was complete'],
};
function problemOf(error: unknown): Problem | null {
  const { type, status, message } = error as { type?: string; status?: number; message?: string };
  const known = BODY_ERRORS[type ?? ''];
  if (known) return new Problem(...known);
  const isOfRequest = typeof status === 'number' && status >= 400 && status < 500;
  return isOfRequest ? new Problem(status, 'bad_request', `The body cannot be read: ${message}`) : null;
}
/** Error middleware; express knows it by its four parameters. */
export function explainBodyError(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  next(error instanceof Problem ? error : (problemOf(error) ?? error));
}
