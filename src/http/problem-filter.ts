/** Turns whatever a handler throws into problem details; what nobody foresaw is logged and answered as 500. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Refusal } from '../security/refusal.js';
import { RefusalAudit } from '../security/refusal-audit.js';
import { dependencyFailure } from './dependency-failure.js';
import { Problem } from './problem.js';

const HTTP_CODES: Record<number, string> = { 400: 'bad_request', 404: 'not_found' };
function httpProblem(error: HttpException): Problem {
  const status = error.getStatus();
  return new Problem(status, HTTP_CODES[status] ?? 'http_error', error.message);
}
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly refusals: RefusalAudit) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemOf(error);
    if (problem instanceof Refusal) this.refusals.record(host.switchToHttp().getRequest<Request>(), problem);
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(problem.status).set(problem.headers).type('application/problem+json');
    response.send(JSON.stringify(problem.toDetails()));
  }
  private problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) return httpProblem(error);
    const known = dependencyFailure(error);
    if (known) return known;
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new Problem(500, 'internal_error', 'Something went wrong on our side; the log of the server says more');
  }
}
