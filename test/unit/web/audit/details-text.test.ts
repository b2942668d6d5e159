import { expect, it } from '@jest/globals';
import { detailsText } from '../../../../web/src/pages/audit/details-text.js';

it.each([
  [{}, ''],
  [{ status: 'running', reason: 'not needed' }, 'status: running, reason: "not needed"'],
  [{ error: null, attempt: 2, transient: true }, 'attempt: 2, transient: true'],
  [{ risk: { score: 1 }, failed_steps: [1, 2] }, 'risk: {…}, failed_steps: [2]'],
])('%j reads as %j', (details, text) => expect(detailsText(details)).toBe(text));

it('what is long is cut', () => {
  const text = detailsText({ message: 'x'.repeat(500) });
  expect([text.length, text.at(-1)]).toEqual([121, '…']);
});
