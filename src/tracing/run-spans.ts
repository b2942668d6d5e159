/** A span for each run of a workflow, made when it has ended: its id was told to all that the run started. */
import { context, propagation, SpanStatusCode, type TracerProvider } from '@opentelemetry/api';
import type { WorkflowInfo } from '@temporalio/workflow';
import type { InjectedSinks } from '@temporalio/worker';
import { spanIdOfRun, type TracedRun, type TraceSinks } from '../contracts/trace-carrier.js';
import type { ChosenSpanIds } from './chosen-span-ids.js';
import { TRACER } from './tracer-name.js';

export function runSpans(provider: TracerProvider, ids: ChosenSpanIds): InjectedSinks<TraceSinks> {
  const ended = (info: WorkflowInfo, { parent, status, ended_at }: TracedRun) => {
    const attributes = {
      execution_id: info.workflowId,
      run_id: info.runId,
      deliverable_type: String(info.memo?.['deliverable_type'] ?? ''),
      status: status ?? 'continued',
    };
    const started = { startTime: info.runStartTime, attributes };
    const within = propagation.extract(context.active(), parent);
    const start = () => provider.getTracer(TRACER).startSpan(`run ${attributes.deliverable_type}`, started, within);
    const span = ids.choose(spanIdOfRun(info.runId), start);
    if (status === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(ended_at);
  };
  return { traces: { ended: { fn: ended, callDuringReplay: false } } };
}
