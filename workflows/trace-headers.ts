/**
 * A trace goes on from what started the run to all that the run starts: the run is a span, the parent of these. Nothing
 * happens in a run that was started without a trace, and no command differs by one.
 */
import { defaultPayloadConverter, type Headers, type Payload } from '@temporalio/common';
import { ContinueAsNew, proxySinks, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';
import type { ExecutionState } from '../src/contracts/execution.js';
import {
  spanIdOfRun,
  TRACE_HEADER,
  type TraceCarrier,
  type TraceSinks,
  withSpan,
} from '../src/contracts/trace-carrier.js';

const { traces } = proxySinks<TraceSinks>();

function carrierIn(headers: Headers): TraceCarrier | null {
  const payload = headers[TRACE_HEADER];
  return payload ? defaultPayloadConverter.fromPayload<TraceCarrier>(payload) : null;
}
/** Null when what the run was started with is no trace. */
function ownHeader({ traceparent, ...parent }: TraceCarrier): Payload | null {
  const own = withSpan(traceparent, spanIdOfRun(workflowInfo().runId));
  return own === null ? null : defaultPayloadConverter.toPayload({ ...parent, traceparent: own });
}
async function told(parent: TraceCarrier, run: Promise<unknown>): Promise<unknown> {
  const tell = (status: ExecutionState['status'] | null) => traces.ended({ parent, status, ended_at: Date.now() });
  try {
    const result = (await run) as Partial<ExecutionState> | undefined;
    tell(result?.status ?? null);
    return result;
  } catch (error) {
    tell(error instanceof ContinueAsNew ? null : 'failed');
    throw error;
  }
}
export const interceptors = (): WorkflowInterceptors => {
  let own: Payload | null = null;
  const traced = <Input extends { headers: Headers }>(input: Input): Input =>
    own === null ? input : { ...input, headers: { ...input.headers, [TRACE_HEADER]: own } };
  return {
    inbound: [
      {
        execute: (input, next) => {
          const parent = carrierIn(input.headers);
          own = parent && ownHeader(parent);
          return parent && own ? told(parent, next(input)) : next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(traced(input)),
        scheduleLocalActivity: (input, next) => next(traced(input)),
        startChildWorkflowExecution: (input, next) => next(traced(input)),
        continueAsNew: (input, next) => next(traced(input)),
      },
    ],
  };
};
