import fc from 'fast-check';
import { quote } from '../../../src/language/string-literal.js';

const leaf: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map(String),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('true', 'FALSE', 'null', "'a'", '"b"', 'square', 'n', '[]', '$input', '$context.k'),
  fc.constantFrom(
    '$input.n',
    '$input.zero',
    '$input.text',
    '$input.rows[1]',
    '$input.rows',
    '$input.none',
    '$step1.ok',
    '$step2',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => quote(text)),
);
const operator = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  ' IN ',
  ' NOT IN ',
  ' AND ',
  ' or ',
  '&&',
  '||',
);

/** The text of an expression: operators with brackets on either, one or no side. */
export const expressionText: fc.Arbitrary<string> = fc.letrec<{ text: string; closed: string }>((tie) => ({
  closed: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('text').map((text) => `(${text})`),
    tie('text').map((text) => `[${text}]`),
  ),
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(tie('closed'), operator, tie('closed')).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('+', '-', '*'), fc.array(tie('closed'), { minLength: 2, maxLength: 4 }))
      .map(([sign, parts]) => parts.join(sign)),
    fc
      .tuple(fc.constantFrom(' AND ', ' OR '), fc.array(tie('closed'), { minLength: 2, maxLength: 4 }))
      .map(([sign, parts]) => parts.join(sign)),
    fc.tuple(tie('closed'), tie('text'), tie('closed')).map(([test, then, other]) => `${test} ? ${then} : ${other}`),
    fc.tuple(tie('closed'), leaf, tie('closed'), leaf, leaf).map(([a, b, c, d, e]) => `${a}?${b}:${c}?${d}:${e}`),
    tie('closed').map((text) => `NOT ${text}`),
    tie('closed').map((text) => `-${text}`),
    tie('closed').map((text) => `${text} is not null`),
    fc
      .tuple(fc.constantFrom('len', 'abs', 'round', 'exists', 'lower'), tie('text'))
      .map(([name, text]) => `${name}(${text})`),
    fc
      .tuple(fc.constantFrom('coalesce', 'max', 'min'), tie('text'), tie('text'))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `contains(${a}, ${b})`),
  ),
})).text;
