import { flowEntries } from '../../../activities/flow/index.js';
import type { CatalogueEntry, FunctionCatalogue } from '../../../src/contracts/function.js';

const entry = (name: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  name,
  description: '',
  input: { type: 'object' },
  output: true,
  fast: false,
  idempotent: false,
  task_queue: null,
  transient_errors: [],
  ...more,
});

const ENTRIES = [
  entry('demo.echo'),
  entry('demo.sleep', {
    input: { type: 'object', properties: { seconds: { type: 'number' }, value: true }, required: ['seconds'] },
    output: { type: 'object', properties: { slept_seconds: { type: 'number' }, value: true } },
  }),
  entry('text.join', {
    fast: true,
    input: {
      type: 'object',
      properties: {
        parts: { type: 'array', items: { type: 'string' } },
        options: { type: 'object', properties: { separator: { type: 'string' } } },
        times: { type: 'integer' },
      },
      required: ['parts'],
    },
    output: { type: 'object', properties: { text: { type: 'string' }, count: { type: 'integer' } } },
  }),
  entry('remote.solve', { task_queue: 'solvers' }),
  entry('open.call', { input: { type: 'object', properties: { n: { type: 'number' } }, additionalProperties: true } }),
  ...flowEntries,
];

/** The functions that the documents of these tests call. */
export const catalogue: FunctionCatalogue = {
  get: (name) => ENTRIES.find((each) => each.name === name),
  list: () => ENTRIES,
};
