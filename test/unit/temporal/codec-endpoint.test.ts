import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '../../../src/configuration.js';
import { TemporalUi } from '../../../src/executions/temporal-ui.js';
import { codecEndpoint } from '../../../src/temporal/codec-endpoint.js';

describe('the Temporal Web UI asks for payloads', () => {
  it.each([
    ['at the address of the API', { PORT: '8001' }, 'http://127.0.0.1:8001/api/v1/codec'],
    ['also where that is an IPv6 address', { HOST: '::1' }, 'http://[::1]:8000/api/v1/codec'],
    ['not of a worker', { ROLE: 'worker' }, undefined],
    ['not at a port that is still to be chosen', { PORT: '0' }, undefined],
  ])('%s', (_, env, expected) => {
    expect(codecEndpoint(readConfiguration(env))).toBe(expected);
  });
});

describe('TEMPORAL_UI_URL', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['http://127.0.0.1:8233', 'http://127.0.0.1:8233'],
    ['https://temporal.example/ui/', 'https://temporal.example/ui'],
  ])('%s is read as %s', (value, expected) => {
    expect(readConfiguration({ TEMPORAL_UI_URL: value }).temporalUiUrl).toBe(expected);
  });
  it.each(['127.0.0.1:8233', 'ftp://temporal.example', 'http://', 'http:///path'])('%s is refused', (value) => {
    expect(() => readConfiguration({ TEMPORAL_UI_URL: value })).toThrow(`TEMPORAL_UI_URL=${value} is not an address`);
  });
});

describe('the origin of the Temporal Web UI', () => {
  it.each([
    ['http://127.0.0.1:8233', 'http://127.0.0.1:8233', true],
    ['http://127.0.0.1:8233', 'http://localhost:8233', true],
    ['https://temporal.example/ui', 'https://temporal.example', true],
    ['http://127.0.0.1:8233', 'http://127.0.0.1:8000', false],
    ['http://127.0.0.1:8233', 'https://127.0.0.1:8233', false],
    ['http://127.0.0.1:8233', 'http://127.0.0.1.evil.example:8233', false],
    ['http://127.0.0.1:8233', 'null', false],
    [null, 'null', false],
  ])('of a UI at %s is %s: %s', (base, origin, expected) => {
    expect(new TemporalUi(base, 'default').isOrigin(origin)).toBe(expected);
  });
});
