import { trace } from '@opentelemetry/api';

/** Of the request or the attempt that is being worked on; undefined outside of them, and where no traces are made. */
export const currentTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;
