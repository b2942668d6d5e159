/** Counts requests and how long they took. */
import type { Request, RequestHandler } from 'express';
import { routeOf } from '../http/request-route.js';
import type { PlatformMetrics } from './platform-metrics.js';

/** Where nothing answers to the path, its text is the client's own. */
const UNKNOWN = 'none';
/** Of streams it says nothing how long they are open. */
const isStream = (request: Request): boolean => routeOf(request)?.includes('/workflow/stream') === true;

export function requestMetrics(metrics: PlatformMetrics): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      if (isStream(request)) return;
      const seconds = (performance.now() - began) / 1000;
      metrics.requested(request.method, routeOf(request) ?? UNKNOWN, response.statusCode, seconds);
    });
    next();
  };
}
