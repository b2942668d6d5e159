/** A collector of traces on loopback: takes what OTLP's `http/protobuf` brings and reads the spans. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import protobuf from 'protobufjs';

/** Of opentelemetry/proto/collector/trace/v1, the fields that are read here. */
const MESSAGES = `syntax = "proto3";
message Request { repeated ResourceSpans resource_spans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeSpans { repeated Span spans = 2; }
message Span { bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5;
  fixed64 start = 7; fixed64 end = 8; repeated KeyValue attributes = 9; Status status = 15; }
message Status { int32 code = 3; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; }`;
const Request = protobuf.parse(MESSAGES, { keepCase: true }).root.lookupType('Request');
const ERROR = 2;

interface KeyValue {
  key: string;
  value: Record<string, string | number | boolean>;
}
interface SentSpan {
  trace_id: string;
  span_id: string;
  parent_span_id: string;
  name: string;
  start: string;
  end: string;
  attributes?: KeyValue[];
  status?: { code?: number };
}
interface SentTraces {
  resource_spans?: { resource?: { attributes?: KeyValue[] }; scope_spans?: { spans?: SentSpan[] }[] }[];
}
export interface CollectedSpan {
  trace_id: string;
  span_id: string;
  parent_id: string;
  name: string;
  service: string;
  failed: boolean;
  /** In ns. */
  duration: bigint;
  attributes: Record<string, string | number | boolean | undefined>;
}
const hex = (base64: string): string => Buffer.from(base64 ?? '', 'base64').toString('hex');
const valuesOf = (attributes: KeyValue[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

function spansOf(body: Buffer): CollectedSpan[] {
  const sent = Request.toObject(Request.decode(body), { longs: String, bytes: String }) as SentTraces;
  return (sent.resource_spans ?? []).flatMap(({ resource, scope_spans = [] }) =>
    scope_spans.flatMap(({ spans = [] }) =>
      spans.map((span) => ({
        trace_id: hex(span.trace_id),
        span_id: hex(span.span_id),
        parent_id: hex(span.parent_span_id),
        name: span.name,
        service: String(valuesOf(resource?.attributes)['service.name']),
        failed: span.status?.code === ERROR,
        duration: BigInt(span.end) - BigInt(span.start),
        attributes: valuesOf(span.attributes),
      })),
    ),
  );
}
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') this.spans.push(...spansOf(Buffer.concat(chunks)));
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  /** The spans of a trace, as soon as these hold what is waited for. */
  async trace(trace_id: string, isWhole: (spans: CollectedSpan[]) => boolean, seconds = 30): Promise<CollectedSpan[]> {
    for (const end = Date.now() + seconds * 1000; ; await delay(50)) {
      const spans = this.spans.filter((span) => span.trace_id === trace_id);
      if (isWhole(spans)) return spans;
      if (Date.now() > end) throw new Error(`The trace is ${JSON.stringify(spans.map(({ name }) => name))}`);
    }
  }
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
