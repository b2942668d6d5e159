import type { CatalogueEntry } from '../../src/contracts/function.js';

/** Another workflow as a step. */
export const workflow: CatalogueEntry = {
  name: 'flow.workflow',
  description:
    'Runs another workflow as an execution of its own and returns its output_data; cancelling the step cancels that execution',
  input: {
    type: 'object',
    required: ['deliverable_type'],
    properties: {
      deliverable_type: { type: 'string', pattern: '^[a-z][a-z0-9_]{2,49}$' },
      input_data: { type: 'object', description: 'Its input, checked as that of any execution; by default empty' },
      version: { type: 'integer', minimum: 1, description: 'By default the latest' },
    },
    additionalProperties: false,
  },
  output: { type: 'object', description: 'By output_variable, the outputs of all its steps that have one' },
  fast: false,
  idempotent: true,
  task_queue: null,
  transient_errors: [],
};
