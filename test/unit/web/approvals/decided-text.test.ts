import { expect, it } from '@jest/globals';
import { decidedText } from '../../../../web/src/pages/approvals/decided-text.js';

it.each([
  ['approve', 'completed', 'Approved; the execution is now completed'],
  ['approve', 'running', 'Approved; the execution is now being completed'],
  ['reject', 'running', 'Rejected; the execution is now being closed'],
] as const)('%s, after which it is %s, reads as "%s"', (decision, status, text) =>
  expect(decidedText({ decision, status })).toBe(text),
);
