/** A span for each request: the caller's trace goes on in it. */
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import { routeOf } from '../http/request-route.js';
import { TRACER } from './tracer-name.js';

/** Named and closed when the answer is out, or the client has gone: the route is known by then. */
function endWith(span: Span, request: Request, { statusCode }: Response): void {
  const route = routeOf(request);
  if (route !== undefined) span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
  span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  const { id } = request.params;
  if (route?.includes('/executions/:id')) span.setAttribute('execution_id', String(id));
  span.end();
}
export const requestSpans: RequestHandler = (request, response, next) => {
  const caller = propagation.extract(context.active(), request.headers);
  const attributes = { 'http.request.method': request.method };
  const span = trace.getTracer(TRACER).startSpan(request.method, { kind: SpanKind.SERVER, attributes }, caller);
  response.once('close', () => endWith(span, request, response));
  context.with(trace.setSpan(caller, span), next);
};
