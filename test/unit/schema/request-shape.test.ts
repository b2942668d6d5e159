import { describe, expect, it } from '@jest/globals';
import { checkRequest } from '../../../src/schema/request-shape.js';

describe('the shape of a request', () => {
  const SCHEMA = { type: 'object', required: ['input_data'], properties: { version: { type: 'integer' } } };

  it('is right', () => {
    expect(checkRequest(SCHEMA, { input_data: {}, version: 2 })).toEqual([]);
  });

  it('is wrong in every place at once, with the code request_invalid', () => {
    expect(checkRequest(SCHEMA, { version: 'x' })).toEqual([
      expect.objectContaining({ code: 'request_invalid', message: 'input_data: This field is required' }),
      expect.objectContaining({ code: 'request_invalid', message: 'version: Expected integer, got string' }),
    ]);
  });
});
