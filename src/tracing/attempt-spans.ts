/** A span for each attempt of a step, and for what the platform itself does for a run. */
import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Info } from '@temporalio/activity';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { AttemptResult, StepAssignment } from '../contracts/attempt.js';
import { TRACE_HEADER, type TraceCarrier } from '../contracts/trace-carrier.js';
import { TRACER } from './tracer-name.js';

export const attemptSpans: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    execute(input, next) {
      const header = input.headers[TRACE_HEADER];
      if (!header) return next(input);
      const carrier = defaultPayloadConverter.fromPayload<TraceCarrier>(header);
      const parent = propagation.extract(context.active(), carrier);
      const attributes = { ...attributesOf(info), ...stepAttributes(info, input.args[1]) };
      const kind = SpanKind.CONSUMER;
      const span = trace.getTracer(TRACER).startSpan(info.activityType, { kind, attributes }, parent);
      return context.with(trace.setSpan(parent, span), () => ended(span, next(input)));
    },
  },
});

async function ended(span: Span, attempt: Promise<unknown>): Promise<unknown> {
  try {
    const result = await attempt;
    const { kind, ...rest } = (result ?? {}) as Partial<AttemptResult>;
    if (kind === 'failed' && 'type' in rest) failed(span, rest.type);
    return result;
  } catch (error) {
    failed(span, (error as { type?: string }).type);
    throw error;
  } finally {
    span.end();
  }
}
/** The message stays out: it may quote what the step was given. */
function failed(span: Span, type = 'error'): void {
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message: type });
}
const attributesOf = ({ workflowExecution, isLocal }: Info): Attributes => ({
  execution_id: workflowExecution?.workflowId,
  local: isLocal,
});
/** Of an attempt of a step; nothing for the activities of the platform itself. */
function stepAttributes({ activityType, attempt }: Info, assignment: unknown): Attributes {
  const { step_number, item, earlier_attempts } = (assignment ?? {}) as Partial<StepAssignment>;
  if (step_number === undefined || earlier_attempts === undefined) return {};
  return { function: activityType, step_number, item, attempt: earlier_attempts + attempt };
}
