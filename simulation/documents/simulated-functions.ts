/** The functions that random documents call. Their output follows from their arguments alone. */
import type { CatalogueEntry, FunctionCatalogue } from '../../src/contracts/function.js';
import type { Json, JsonObject } from '../../src/contracts/json.js';
import { textHash } from '../random.js';

type Compute = (number: number, input: JsonObject) => Json;
const rows = (number: number): Json[] =>
  Array.from({ length: number % 5 }, (_, index) => ({ load: (number + 37 * index) % 100 }));

/** By name; each gets a number that follows from its arguments. */
const FUNCTIONS: Record<string, Compute> = {
  'sim.solve': (number) => ({
    n: number % 1000,
    ok: number % 3 !== 0,
    rows: rows(number >>> 10),
    text: `t${number % 7}`,
  }),
  'sim.fast': (number) => ({ n: number % 1000, ok: number % 2 === 0, rows: rows(number >>> 8) }),
  'sim.list': (number) => rows(number >>> 3),
  'sim.scalar': (number) => [number % 1000, null, true, `s${number % 9}`][number % 4] as Json,
  'sim.risky': (number) => ({ n: number % 1000, design_ok: number % 4 !== 0, warnings: ['a', 'b'].slice(number % 3) }),
};
/** Functions that a worker runs. */
export const FUNCTION_NAMES = Object.keys(FUNCTIONS);

export function functionOutput(name: string, input: JsonObject): Json {
  const compute = FUNCTIONS[name];
  if (!compute) throw new Error(`No simulated function ${name}`);
  return compute(textHash(canonical(input)), input);
}
/** The same text for equal values, whatever the order of their keys. */
export function canonical(value: Json | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
const entry = (name: string): CatalogueEntry => ({
  name,
  description: '',
  input: {},
  output: true,
  fast: name === 'sim.fast',
  idempotent: true,
  task_queue: null,
  transient_errors: [],
});
const ENTRIES = new Map(
  [...FUNCTION_NAMES, 'flow.wait', 'flow.signal', 'flow.workflow'].map((name) => [name, entry(name)]),
);
export const simulatedFunctions: FunctionCatalogue = {
  get: (name) => ENTRIES.get(name),
  list: () => [...ENTRIES.values()],
};
