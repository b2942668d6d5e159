/** What tracing puts into the ways of a request: nothing at all where it is off. */
import type { RequestHandler } from 'express';
import type { ClientInterceptors } from '@temporalio/client';
import type { InjectedSinks, ActivityInterceptorsFactory } from '@temporalio/worker';
import type { TraceSinks } from '../contracts/trace-carrier.js';

export interface Tracing {
  /** A span around each request. */
  requests: RequestHandler[];
  /** Of clients that start workflows: the trace goes with what they start. */
  client: ClientInterceptors;
  /** A span around each attempt. */
  activities: ActivityInterceptorsFactory[];
  /** A span for each run of a workflow, when it has ended. */
  sinks: InjectedSinks<TraceSinks>;
  /** Sends what has not been sent, in bounded time. */
  end(): Promise<void>;
}
export const NO_TRACING: Tracing = {
  requests: [],
  client: {},
  activities: [],
  // The run may have been traced by another process.
  sinks: { traces: { ended: { fn: () => undefined, callDuringReplay: false } } },
  end: async () => undefined,
};
