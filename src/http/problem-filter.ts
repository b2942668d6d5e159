/** Turns whatever a handler throws into problem details; what nobody foresaw is logged and answered as 500. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { dependencyFailure } from './dependency-failure.js';
import { Problem } from './problem.js';

/** What the body parser throws, by its `type`. */
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
function bodyProblem(error: unknown): Problem | null {
  const { type, status, message } = error as { type?: string; status?: number; message?: string };
  const known = BODY_ERRORS[type ?? ''];
  if (known) return new Problem(...known);
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Problem(status, 'bad_request', message ?? '')
    : null;
}
function httpProblem(error: HttpException): Problem {
  const status = error.getStatus();
  return status === 404
    ? new Problem(404, 'not_found', error.message)
    : new Problem(status, 'http_error', error.message);
}
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem.toDetails()));
  }
  private problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) return httpProblem(error);
    const known = dependencyFailure(error) ?? bodyProblem(error);
    if (known) return known;
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new Problem(500, 'internal_error', 'Something went wrong on our side; the log of the server says more');
  }
}
