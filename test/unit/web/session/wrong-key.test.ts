import { ProblemError } from '../../../../src/client/problem-error.js';
import { UnreachableError } from '../../../../src/client/unreachable-error.js';
import { wrongKeyText, wrongTyping } from '../../../../web/src/session/wrong-key.js';

it.each([
  ['', /Enter/],
  ['dynex_ann two', /no spaces/],
  ['dynex_änn_1', /plain letters/],
  ['dynex_ann\n1', /no spaces/],
])('%j cannot be a key', (text, message) => expect(wrongTyping(text)).toMatch(message));
it('what can be sent is asked of the platform', () => expect(wrongTyping('dynex_ann_x-Y_9')).toBeNull());

it.each([
  [new ProblemError(401, { code: 'unauthenticated', detail: 'x' }), /^This key is not accepted/],
  [
    new ProblemError(429, { code: 'rate_limited', detail: 'Try again in 20 s' }),
    /^Too many requests\. Try again in 20 s/,
  ],
  [new UnreachableError('', new Error('no')), /^The server does not answer/],
])('%s is said at the field', (error, message) => expect(wrongKeyText(error)).toMatch(message));
