import { expect, it } from '@jest/globals';
import { withDependents } from '../../../src/plan/dependents.js';
import { compiled, document, step } from './documents.js';

const { plan } = compiled(
  document([
    step(1),
    step(2, { a: '$step1.a' }),
    step(3, {}, { condition: '$step2.ok == true' }),
    step(4, {}, { depends_on: [3] }),
    step(5),
    step(9, { a: '$step5', b: '$step10' }),
    step(10, { a: '$step4' }),
  ]),
);

it.each([
  [1, [1, 2, 3, 4, 9, 10]],
  [3, [3, 4, 9, 10]],
  [5, [5, 9]],
  [9, [9]],
])('on step %d depend, directly or through others, and by mapping, condition or depends_on: %j', (from, expected) => {
  const found = plan && withDependents(plan, from);
  expect([...(found ?? [])].sort((a, b) => a - b)).toEqual(expected);
});
