import type { CatalogueEntry } from '../../src/contracts/function.js';

/** A durable sleep. */
export const wait: CatalogueEntry = {
  name: 'flow.wait',
  description: 'Waits so many seconds, or until a time; through restarts, and without a worker being busy',
  input: {
    type: 'object',
    properties: {
      seconds: { type: 'number', minimum: 0, maximum: 31_536_000, description: 'From when the step starts' },
      until: {
        type: 'string',
        description:
          'ISO 8601 with Z or the offset from UTC, such as 2026-03-01T08:00:00+05:30; one in the past ends at once',
      },
    },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  },
  output: {
    type: 'object',
    required: ['waited_seconds', 'until'],
    properties: {
      waited_seconds: { type: 'number' },
      until: { type: 'string', description: 'The time that was waited for, ISO 8601 in UTC' },
    },
  },
  fast: false,
  idempotent: true,
  task_queue: null,
  transient_errors: [],
};
