import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { catchError, map, type Observable } from 'rxjs';
import type { Finding } from '../../contracts/finding.js';
import { Problem } from '../problem.js';
import { type SourceText, withSources } from './source-positions.js';

/** For calls whose body is a document: its findings, of success or refusal, get their lines and columns in what was sent. */
@Injectable()
export class DocumentSources implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { bodySource } = context.switchToHttp().getRequest<Request>();
    if (bodySource === undefined) return next.handle();
    return next.handle().pipe(
      map((answer) => located(answer, bodySource)),
      catchError((error) => {
        throw locatedProblem(error, bodySource);
      }),
    );
  }
}

function located(answer: unknown, source: SourceText): unknown {
  const { findings } = (answer ?? {}) as { findings?: Finding[] };
  return findings === undefined ? answer : { ...(answer as object), findings: withSources(findings, source) };
}

/** Other problems have findings about the query, or none. */
function locatedProblem(error: unknown, source: SourceText): unknown {
  if (!(error instanceof Problem) || error.code !== 'document_invalid') return error;
  return new Problem(error.status, error.code, error.message, withSources(error.findings, source));
}
