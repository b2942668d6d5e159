import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { functions } from '../../../activities/demo/index.js';
import { classifyFailure } from '../../../activities/failure-classification.js';
import type { FunctionContext, FunctionDefinition } from '../../../src/contracts/function.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';
import { functionContext } from './function-context.js';

const named = (name: string): FunctionDefinition => {
  const found = functions.find((definition) => definition.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const call = async (name: string, input: JsonObject, context: Partial<FunctionContext> = {}): Promise<Json> =>
  named(name).run(input, functionContext(context));
const failure = async (name: string, input: JsonObject, context: Partial<FunctionContext> = {}) =>
  call(name, input, context).then(
    () => null,
    (error: unknown) => classifyFailure(error),
  );

it('demo.echo returns its inputs, and is no fast function', async () => {
  expect(await call('demo.echo', { a: 1, b: ['x'] })).toEqual({ a: 1, b: ['x'] });
  expect(named('demo.echo').fast ?? false).toBe(false);
});

describe('demo.sleep', () => {
  it('waits that long and returns the value', async () => {
    const start = performance.now();
    expect(await call('demo.sleep', { seconds: 0.05, value: 'x' })).toEqual({ slept_seconds: 0.05, value: 'x' });
    expect(performance.now() - start).toBeGreaterThan(45);
  });

  it('returns null where there is no value', async () =>
    expect(await call('demo.sleep', { seconds: 0 })).toEqual({ slept_seconds: 0, value: null }));

  it('stops at once when it is cancelled, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const sleeping = call('demo.sleep', { seconds: 1e9 }, { signal: controller.signal });
    controller.abort(new Error('cancelled'));
    await expect(sleeping).rejects.toThrow('cancelled');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('leaves no listener behind when it has slept', async () => {
    const { signal } = new AbortController();
    await call('demo.sleep', { seconds: 0 }, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does not begin when it is cancelled already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(call('demo.sleep', { seconds: 1e9 }, { signal })).rejects.toThrow('too late');
  });
});

describe('demo.flaky', () => {
  const input = { fail_times: 2, message: 'Connection reset', value: 3 };
  it.each([1, 2])('fails attempt %i of fail_times 2', async (attempt) =>
    expect(await failure('demo.flaky', input, { attempt })).toMatchObject({
      message: 'Connection reset',
      transient: true,
    }),
  );
  it('then returns the value and the attempt', async () =>
    expect(await call('demo.flaky', input, { attempt: 3 })).toEqual({ value: 3, attempt: 3 }));
  it('returns null where there is no value', async () =>
    expect(await call('demo.flaky', { fail_times: 0, message: 'm' })).toEqual({ value: null, attempt: 1 }));
  it('fails in the way that error_type asks for', async () =>
    expect(await failure('demo.flaky', { ...input, error_type: 'permanent' })).toMatchObject({ transient: false }));
});

describe('demo.fail', () => {
  it.each([
    ['the message decides', { message: 'as asked' }, 'error', false],
    ['the message decides', { message: '503 Service Unavailable' }, 'error', true],
    ['transient', { message: 'as asked', error_type: 'transient' }, 'transient', true],
    ['permanent', { message: 'Connection reset', error_type: 'permanent' }, 'permanent', false],
    ['any other type leaves it to the message', { message: 'rate limit exceeded', error_type: 'quota' }, 'quota', true],
    ['any other type leaves it to the message', { message: 'as asked', error_type: 'quota' }, 'quota', false],
  ])('%s: %p', async (_name, input, type, transient) =>
    expect(await failure('demo.fail', input)).toMatchObject({ message: input.message, type, transient }),
  );
});
