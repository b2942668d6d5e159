/** What a client starts carries the trace of the request on. */
import { context, propagation } from '@opentelemetry/api';
import type { ClientInterceptors } from '@temporalio/client';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { TRACE_HEADER, type TraceCarrier } from '../contracts/trace-carrier.js';

function withTrace<Input extends { headers: Headers }>(input: Input): Input {
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  if (carrier.traceparent === undefined) return input;
  return { ...input, headers: { ...input.headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(carrier) } };
}
export const clientTraces: ClientInterceptors = {
  workflow: [
    {
      start: (input, next) => next(withTrace(input)),
      startWithDetails: (input, next) => next(withTrace(input)),
    },
  ],
};
