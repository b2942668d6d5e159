import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printExpression } from '../../../src/language/print-expression.js';
import { parsed, withoutOffsets } from './expression-cases.js';
import { expressionText } from './expression-text.js';

describe('printExpression', () => {
  it.each([
    ['a&&b or c', 'a AND b OR c'],
    ['(a or b) and c', '(a OR b) AND c'],
    ['(a + b) + c', '(a + b) + c'],
    ['a+b+c', 'a + b + c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['((a))', 'a'],
    ['!(a and b)', 'NOT (a AND b)'],
    ['(not a) == b', '(NOT a) == b'],
    ['-(a+b)', '-(a + b)'],
    ['a is not null', 'a != null'],
    ['a NOT IN [1, "x", -2.5]', "a NOT IN [1, 'x', -2.5]"],
    ['(a ? b : c) ? d : (e ? f : g)', '(a ? b : c) ? d : (e ? f : g)'],
    ['a ? b : c ? d : e', 'a ? b : c ? d : e'],
    ['min( 1 , $input["a b"].0 )', 'min(1, $input["a b"].0)'],
    ["'it\\'s \\u0000 \\ud800 \\\\d'", "'it\\'s \\u0000 \\ud800 \\\\d'"],
    ['1e400 == 1 ? 1 : 2'.replace('1e400', '1e300'), '1e+300 == 1 ? 1 : 2'],
  ])('%s prints as %s', (text, printed) => {
    expect(printExpression(parsed(text))).toBe(printed);
  });

  it('prints literal lists that a plan may hold', () => {
    expect(printExpression({ kind: 'literal', value: [1, 'a', [null]] })).toBe("[1, 'a', [null]]");
  });

  it('parse, print, parse comes to the same expression, but for offsets', () => {
    fc.assert(
      fc.property(expressionText, (text) => {
        const expression = parsed(text);
        expect(withoutOffsets(parsed(printExpression(expression)))).toEqual(withoutOffsets(expression));
      }),
      { numRuns: 1_500 },
    );
  });
});
