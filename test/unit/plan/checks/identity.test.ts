import { describe, expect, it } from '@jest/globals';
import { document, findingsOf, placesOf, step } from '../documents.js';

describe('what names a step', () => {
  it('a repeated step_number is an error, and there is no graph to draw', () => {
    const source = document([step(1), step(1, {}, { step_name: 'again', output_variable: 'again' })]);
    expect(placesOf('duplicate_step_number', source)).toEqual(['error /workflow_steps/1/step_number']);
  });
  it('a repeated step_name is an error', () => {
    const source = document([step(1), step(2, {}, { step_name: 'step_1' })]);
    expect(placesOf('duplicate_step_name', source)).toEqual(['error /workflow_steps/1/step_name']);
  });
  it('a repeated output_variable is a warning', () => {
    const source = document([step(1), step(2, {}, { output_variable: 'out_1' })]);
    expect(placesOf('duplicate_output_variable', source)).toEqual(['warning /workflow_steps/1/output_variable']);
  });
  it('every step after the first has its own finding', () => {
    const source = document([1, 2, 3].map((number) => step(number, {}, { step_name: 'same' })));
    expect(findingsOf('duplicate_step_name', source).map(({ step_number }) => step_number)).toEqual([2, 3]);
  });

  it.each([
    ['in sequence', [1, 2, 3], 0],
    ['with a gap', [1, 3], 1],
    ['out of order', [2, 1], 1],
    ['not from 1', [2, 3], 1],
  ])('step numbers %s', (_case, numbers, count) => {
    const source = document(numbers.map((number) => step(number)));
    expect(placesOf('step_numbers_not_in_sequence', source)).toEqual(Array(count).fill('info /workflow_steps'));
  });

  it.each(['__proto__', 'constructor', 'prototype'])('output_variable %s is refused', (output_variable) => {
    expect(placesOf('forbidden_name', document([step(1, {}, { output_variable })]))).toEqual([
      'error /workflow_steps/0/output_variable',
    ]);
  });
});
