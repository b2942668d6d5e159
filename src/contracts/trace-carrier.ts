/** How a trace is carried through Temporal: in a header of its own, by the names that Temporal's own SDKs use for it. */
import type { ExecutionStatus } from './execution.js';

/** W3C Trace Context, as text. */
export interface TraceCarrier {
  traceparent?: string;
  tracestate?: string;
}
export const TRACE_HEADER = '_tracer-data';

/** A run of the workflow that has come to its end, told to the worker that carries it. */
export interface TracedRun {
  /** What the run was started with: its parent in the trace. */
  parent: TraceCarrier;
  /** Null for a run that goes on in a new one. */
  status: ExecutionStatus | null;
  /** In ms since 1970. */
  ended_at: number;
}
export type TraceSinks = {
  traces: { ended(run: TracedRun): void };
};
/** The span of a run has an id that its worker and its activities can tell without asking each other: 16 hex digits. */
export const spanIdOfRun = (run_id: string): string => run_id.replaceAll('-', '').slice(-16);

/** `00-<trace>-<span>-<flags>`, with another span. Null for what is no such text. */
export function withSpan(traceparent: string | undefined, span_id: string): string | null {
  const parts = /^(00-[0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(traceparent ?? '');
  return parts ? `${parts[1]}-${span_id}-${parts[2]}` : null;
}
