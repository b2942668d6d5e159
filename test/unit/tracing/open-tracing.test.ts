import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../../src/configuration.js';
import { spanIdOfRun, withSpan } from '../../../src/contracts/trace-carrier.js';
import { openTracing } from '../../../src/tracing/open-tracing.js';
import { NO_TRACING } from '../../../src/tracing/tracing.js';

const ENDPOINT = 'http://127.0.0.1:4318';

describe('traces', () => {
  it('are off without an endpoint, and where the SDK is disabled', async () => {
    const off = [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: 'true' }];
    for (const env of off) expect(await openTracing(readConfiguration(env))).toBe(NO_TRACING);
    expect(NO_TRACING).toMatchObject({ requests: [], client: {}, activities: [] });
  });
  it.each(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'])('are on with %s', (name) => {
    expect(readConfiguration({ [name]: ENDPOINT }).tracing).toBe(true);
  });
  it('are refused over a protocol that is not spoken', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
    expect(() => readConfiguration(env)).toThrow(
      /OTEL_EXPORTER_OTLP_PROTOCOL=grpc is not supported: use http\/protobuf/,
    );
  });
});
describe('the span of a run', () => {
  it('has the second half of the run id', () => {
    expect(spanIdOfRun('019abcde-1111-7222-8333-444455556666')).toBe('8333444455556666');
  });
  it('takes the place of its parent in traceparent; what is none stays out', () => {
    const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    expect(withSpan(parent, 'c'.repeat(16))).toBe(`00-${'a'.repeat(32)}-${'c'.repeat(16)}-01`);
    expect([withSpan(undefined, 'c'), withSpan('nonsense', 'c')]).toEqual([null, null]);
  });
});
