import { describe, expect, it } from '@jest/globals';
import { defineFunction } from '../../../activities/define-function.js';
import { FunctionRegistry } from '../../../activities/function-registry.js';
import { FunctionPackError } from '../../../activities/function-pack.js';
import type { FunctionDefinition } from '../../../src/contracts/function.js';

const definition = (name: string, more: Partial<FunctionDefinition> = {}): FunctionDefinition => ({
  name,
  description: 'A function',
  input: {},
  output: {},
  run: () => null,
  ...more,
});

describe('defineFunction', () => {
  it('gives back the definition that it was given', () => {
    const given = definition('a.b', { fast: true, transient_errors: ['x'] });
    expect(defineFunction(given)).toBe(given);
  });

  it.each([
    ['a name without a tool', { name: 'echo' }, 'name must be like tool.function'],
    ['a name of three parts', { name: 'a.b.c' }, 'name must be like tool.function'],
    ['a name that is no text', { name: 3 }, 'function 1: name must be like tool.function'],
    ['no description', { description: ' ' }, 'description must be a text'],
    ['an input that is no schema', { input: 'object' }, 'input must be a JSON Schema'],
    ['an output that is no schema', { output: [] }, 'output must be a JSON Schema'],
    ['nothing to run', { run: 'code' }, 'run must be a function'],
    ['fast', { fast: 'yes' }, 'fast must be true or false'],
    ['idempotent', { idempotent: 1 }, 'idempotent must be true or false'],
    ['transient_errors', { transient_errors: 'none' }, 'transient_errors must be a list of texts'],
    ['transient_errors', { transient_errors: [1] }, 'transient_errors must be a list of texts'],
  ])('refuses %s: %p', (_name, fault, message) => {
    const broken = { ...definition('a.b'), ...fault } as FunctionDefinition;
    expect(() => defineFunction(broken)).toThrow(message);
  });

  it('names the function and every fault at once', () => {
    const broken = { name: 'a.b', description: 'x', input: {} } as FunctionDefinition;
    expect(() => defineFunction(broken)).toThrow(
      "function 'a.b': output must be a JSON Schema; run must be a function",
    );
  });

  it.each([null, 'text', []])('refuses %p', (value) =>
    expect(() => defineFunction(value as unknown as FunctionDefinition)).toThrow('it must be an object'),
  );
});

describe('the registry', () => {
  const sum = definition('math.sum', { fast: true, idempotent: true, transient_errors: ['none'] });
  const registry = new FunctionRegistry([
    { name: 'math', functions: [sum, definition('math.product', { input: true, output: false })] },
    { name: './own.js', functions: [definition('area.circle')] },
  ]);

  it('lists the catalogue by name, with every default filled in', () => {
    const names = registry.list().map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('flow.'))).toEqual(['area.circle', 'math.product', 'math.sum']);
    expect(names).toEqual([...names].sort());
    expect(registry.get('area.circle')).toEqual({
      name: 'area.circle',
      description: 'A function',
      input: {},
      output: {},
      fast: false,
      idempotent: false,
      task_queue: null,
      transient_errors: [],
    });
    expect(registry.get('math.sum')).toMatchObject({ fast: true, idempotent: true, transient_errors: ['none'] });
  });

  it('shows boolean schemas as objects', () =>
    expect(registry.get('math.product')).toMatchObject({ input: {}, output: { not: {} } }));

  it('finds a definition by its name', () => {
    expect(registry.definition('math.sum')).toBe(sum);
    expect([registry.definition('no.such'), registry.get('no.such')]).toEqual([undefined, undefined]);
  });

  it.each(['flow.signal', 'flow.wait', 'flow.workflow'])(
    'has %s in the catalogue, and nothing to run for it',
    (name) => {
      expect(registry.list()).toContain(registry.get(name));
      expect(registry.get(name)).toMatchObject({ name, fast: false, idempotent: true, task_queue: null });
      expect(registry.definition(name)).toBeUndefined();
    },
  );

  it('gives the functions that a worker runs, by name', () =>
    expect(registry.definitions().map(({ name }) => name)).toEqual(['area.circle', 'math.product', 'math.sum']));

  it.each(['flow.wait', 'flow.other'])('refuses a pack that has %s', (name) => {
    const packs = [{ name: './own.js', functions: [definition(name)] }];
    expect(() => new FunctionRegistry(packs)).toThrow(FunctionPackError);
    expect(() => new FunctionRegistry(packs)).toThrow(
      `Function pack './own.js': '${name}': names that begin with flow. are taken`,
    );
  });

  it('refuses a name that two packs have, naming both', () => {
    const packs = [
      { name: 'math', functions: [sum] },
      { name: './own.js', functions: [sum] },
    ];
    expect(() => new FunctionRegistry(packs)).toThrow(FunctionPackError);
    expect(() => new FunctionRegistry(packs)).toThrow(
      "Function pack './own.js': 'math.sum' is already a function of 'math'",
    );
  });
});
