/** Loads and starts the OpenTelemetry SDK. Imported only where traces are asked for: it costs start-up time and memory. */
import { diag, type DiagLogger, DiagLogLevel } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { Logger } from '@nestjs/common';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { attemptSpans } from './attempt-spans.js';
import { ChosenSpanIds } from './chosen-span-ids.js';
import { clientTraces } from './client-traces.js';
import { requestSpans } from './request-spans.js';
import { runSpans } from './run-spans.js';
import type { Tracing } from './tracing.js';

/** What has not been sent at the end is given up after this, in ms. */
const FLUSH_MS = 3_000;

/** For this whole process. Its settings are the SDK's own, by the names that OpenTelemetry gives them. */
export function startTracing(): Tracing {
  const ids = new ChosenSpanIds();
  const named = resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'dynamic-executor' });
  const resource = defaultResource()
    .merge(named)
    .merge(detectResources({ detectors: [envDetector] }));
  const spanProcessors = [new BatchSpanProcessor(new OTLPTraceExporter())];
  const provider = new NodeTracerProvider({ resource, idGenerator: ids, spanProcessors });
  // No baggage: what a caller puts there would go on to every service that a step calls.
  provider.register({ propagator: new W3CTraceContextPropagator() });
  diag.setLogger(problems(), DiagLogLevel.WARN);
  return {
    requests: [requestSpans],
    client: clientTraces,
    activities: [attemptSpans],
    sinks: runSpans(provider, ids),
    end: () => endWithin(provider.shutdown()),
  };
}
/** Spans that are lost are said to be. */
function problems(): DiagLogger {
  const logger = new Logger('traces');
  const warn = (message: string) => logger.warn(message);
  const quiet = () => undefined;
  return { error: warn, warn, info: quiet, debug: quiet, verbose: quiet };
}
async function endWithin(shutdown: Promise<void>): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_MS).unref());
  // A collector that is not there is no reason to end badly.
  await Promise.race([shutdown.catch(() => undefined), late]);
}
