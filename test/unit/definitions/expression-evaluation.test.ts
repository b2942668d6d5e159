import { describe, expect, it } from '@jest/globals';
import { evaluateRequest } from '../../../src/definitions/expression-evaluation.js';

describe('an expression to evaluate', () => {
  it.each([
    ['$item.load > 5', 1],
    ['1 + $index', 5],
  ])('cannot read an item: %s', (expression, column) => {
    expect(() => evaluateRequest({ expression })).toThrow(
      expect.objectContaining({
        status: 422,
        code: 'unknown_reference_root',
        findings: [
          expect.objectContaining({
            path: '/expression',
            position: { line: 1, column, offset: column - 1 },
            message: expect.stringContaining('only in the input_mapping of a step with foreach') as unknown,
          }),
        ],
      }),
    );
  });
});
