import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/contracts/json.js';
import { readSignal } from '../../../src/executions/command-request.js';
import { signalSteps } from '../../../src/executions/signal-check.js';
import { compiled, document, step } from '../plan/documents.js';

const waiting = (number: number, input: JsonObject, more: JsonObject = {}) =>
  step(number, input, { function_to_call: 'flow.signal', ...more });

describe('the steps that may take a signal', () => {
  const { plan } = compiled(
    document([
      waiting(1, { name: 'go' }),
      waiting(2, { name: 'stop' }),
      waiting(3, { name: '$input.name' }),
      waiting(4, { name: '$item' }, { foreach: '$input.names' }),
      step(5, { name: 'go' }),
    ]),
  );
  it.each([
    ['go', [1, 3, 4]],
    ['stop', [2, 3, 4]],
    ['anything', [3, 4]],
  ])("named '%s' are those with that name and those whose name is known only when they run: %j", (name, steps) => {
    expect(plan && signalSteps(plan, name).map(({ step_number }) => step_number)).toEqual(steps);
  });
});

describe('the payload of a signal', () => {
  it.each([
    [{ payload: { ok: true } }, { ok: true }],
    [{ payload: null }, null],
    [{ ok: true }, { ok: true }],
    [
      { payload: 1, more: 2 },
      { payload: 1, more: 2 },
    ],
    [{}, {}],
    [[1], [1]],
    ['yes', 'yes'],
    [null, null],
  ])('of %j is %j', (body, payload) => {
    expect(readSignal('go', body)).toEqual({ kind: 'signal', name: 'go', payload });
  });
  it('has a name of at most 255 characters', () => {
    expect(() => readSignal('x'.repeat(256), {})).toThrow('No step of this execution waits');
  });
});
