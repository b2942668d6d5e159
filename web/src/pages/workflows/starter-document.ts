import type { Json } from '../../../../src/contracts/json.js';

/** Two steps, the second of which takes what the first one gives. */
export const STARTER: Json = {
  deliverable_type: 'my_first_workflow',
  display_name: 'My first workflow',
  workflow_steps: [
    {
      step_number: 1,
      step_name: 'load',
      function_to_call: 'transform.compute',
      input_mapping: { expression: 'load * span', values: { load: '$input.load', span: '$input.span' } },
      output_variable: 'load',
    },
    {
      step_number: 2,
      step_name: 'report',
      function_to_call: 'demo.echo',
      input_mapping: { total_load: '$step1.load.value' },
      output_variable: 'report',
    },
  ],
  input_schema: {
    type: 'object',
    properties: {
      load: { type: 'number', minimum: 0, default: 5, description: 'Uniform load (kN/m)' },
      span: { type: 'number', exclusiveMinimum: 0, default: 6, description: 'Span (m)' },
    },
  },
};
