import type { CatalogueEntry } from '../../src/contracts/function.js';

/** A wait for somebody, or something, outside. */
export const signal: CatalogueEntry = {
  name: 'flow.signal',
  description:
    'Waits for the signal of a name and returns its payload; one that came before is taken at once. POST /executions/{id}/signals/{name} sends it',
  input: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 255 },
      payload_schema: {
        type: 'object',
        description: 'JSON Schema of the payload: another payload is refused, and the wait goes on',
      },
      timeout_seconds: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 31_536_000,
        description: "How long to wait; by default the step's own timeout_seconds, or 72 hours",
      },
    },
    additionalProperties: false,
  },
  output: {},
  fast: false,
  idempotent: true,
  task_queue: null,
  transient_errors: [],
};
