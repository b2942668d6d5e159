import { describe, expect, it } from '@jest/globals';
import type { ValidationRule } from '../../../../src/contracts/document.js';
import type { Json, JsonObject } from '../../../../src/contracts/json.js';
import { checkRules } from '../../../../src/schema/rules/check-rules.js';
import { compileRules } from '../../../../src/schema/rules/compile-rules.js';

function violations(rule: ValidationRule, value: Json) {
  const { rules, findings } = compileRules([rule], '/validation_rules');
  expect(findings).toEqual([]);
  return checkRules(rules, value);
}
function found(rule: JsonObject): string[] {
  return compileRules([rule], '/validation_rules').findings.map(
    ({ code, path }) => `${code} ${path.replace('/validation_rules/0', '')}`,
  );
}

const WIDTH = { rule_type: 'range_check', field: 'width', min: 200, max: 900 };
const NEEDS_PILES = {
  rule_type: 'conditional',
  condition: "soil == 'soft' OR load > 500",
  required_fields: ['piles', 'test.report'],
};
const DEPENDS = { rule_type: 'dependency', field: 'moment', depends_on: ['load', 'arm'] };
const BARS = { rule_type: 'array_length', field: 'bars', min: 1, max: 3 };

describe('a validation rule', () => {
  it.each([
    ['range_check within the bounds', WIDTH, { width: 200 }, []],
    ['range_check at the upper bound', WIDTH, { width: 900 }, []],
    ['range_check below', WIDTH, { width: 199 }, ['width: 199 is below minimum of 200']],
    ['range_check above', WIDTH, { width: 901 }, ['width: 901 exceeds maximum of 900']],
    ['range_check of an absent field', WIDTH, {}, []],
    ['range_check of null', WIDTH, { width: null }, []],
    ['range_check of a text', WIDTH, { width: '300' }, ['width: Expected number, got string']],
    ['range with one bound', { rule: 'range', field: 'a', min: 0 }, { a: -1 }, ['a: -1 is below minimum of 0']],
    [
      'range of a nested field',
      { rule: 'range', field: 'columns[1].load', max: 5 },
      { columns: [{ load: 9 }, { load: 7 }] },
      ['columns[1].load: 7 exceeds maximum of 5'],
    ],
    [
      'range of a field written with $input',
      { rule: 'range', field: '$input.a', max: 5 },
      { a: 6 },
      ['a: 6 exceeds maximum of 5'],
    ],
    ['range of an inherited name', { rule: 'range', field: 'constructor', min: 1 }, {}, []],
    ['range on a value that is no object', WIDTH, 5, []],
    [
      'conditional where the condition holds',
      NEEDS_PILES,
      { soil: 'soft', test: {} },
      [
        "piles: This field is required when soil == 'soft' OR load > 500",
        "test.report: This field is required when soil == 'soft' OR load > 500",
      ],
    ],
    ['conditional where all is there', NEEDS_PILES, { load: 501, piles: 4, test: { report: 'x' } }, []],
    ['conditional where the condition does not hold', NEEDS_PILES, { soil: 'rock', load: 5 }, []],
    [
      'conditional with one field',
      { rule_type: 'conditional', condition: 'a', required_field: 'b' },
      { a: true },
      ['b: This field is required when a'],
    ],
    ['dependency', DEPENDS, { moment: 1, arm: 1 }, ['load: This field is required when moment is present']],
    ['dependency of an absent field', DEPENDS, {}, []],
    ['dependency that is met', DEPENDS, { moment: 1, load: 1, arm: 1 }, []],
    [
      'dependency on one field',
      { rule_type: 'dependency', field: 'a', depends_on: 'b' },
      { a: 1, b: null },
      ['b: This field is required when a is present'],
    ],
    [
      'dependency under a condition that holds',
      { ...DEPENDS, condition: 'moment > 5' },
      { moment: 9, arm: 1 },
      ['load: This field is required when moment is present'],
    ],
    ['dependency under one that does not', { ...DEPENDS, condition: 'moment > 5' }, { moment: 1 }, []],
    ['array_length within', BARS, { bars: [1] }, []],
    ['array_length below', BARS, { bars: [] }, ['bars: Number of items 0 is below minimum of 1']],
    ['array_length above', BARS, { bars: [1, 2, 3, 4] }, ['bars: Number of items 4 exceeds maximum of 3']],
    ['array_length of an absent field', BARS, {}, []],
    ['array_length of a text', BARS, { bars: 'x' }, ['bars: Expected array, got string']],
    ['expression that holds', { rule_type: 'expression', condition: 'a + 1 == b' }, { a: 1, b: 2 }, []],
    [
      'expression that does not',
      { rule_type: 'expression', condition: '$input.a < b' },
      { a: 3, b: 2 },
      ['input: Condition does not hold: $input.a < b'],
    ],
    ['expression about a missing field', { rule_type: 'expression', condition: 'a is null' }, {}, []],
    ['expression on a value that is no object', { rule_type: 'expression', condition: 'a is null' }, 5, []],
  ] as [string, ValidationRule, Json, string[]][])('%s', (_rule, rule, value, expected) => {
    expect(violations(rule, value).map(({ message }) => message)).toEqual(expected);
  });

  it.each([
    ['expression', { rule_type: 'expression', condition: 'a < b' }],
    ['conditional', { rule_type: 'conditional', condition: 'a < b', required_field: 'c' }],
    ['dependency', { rule_type: 'dependency', field: 'a', depends_on: 'c', condition: 'a < b' }],
  ] as [string, ValidationRule][])('%s is violated where types do not go together', (_type, rule) => {
    const [finding] = violations(rule, { a: 'x', b: 1 });
    expect(finding).toMatchObject({ code: 'rule_violated', path: '' });
    expect(finding?.message).toContain('a < b');
  });

  it('tells place, type and severity', () => {
    expect(violations({ ...BARS, severity: 'warning' }, { bars: [] })).toEqual([
      {
        code: 'rule_violated',
        severity: 'warning',
        path: '/bars',
        display_path: 'bars',
        keyword: 'array_length',
        message: 'bars: Number of items 0 is below minimum of 1',
      },
    ]);
  });

  it("says its author's message where it has one", () => {
    expect(violations({ ...WIDTH, message: 'Too narrow to cast' }, { width: 1 })[0]?.message).toBe(
      'Too narrow to cast',
    );
  });

  it('on an output is a violation of the output', () => {
    const { rules } = compileRules([{ rule_type: 'expression', condition: 'ok' }], '');
    expect(checkRules(rules, { ok: false }, 'output_invalid')).toEqual([
      expect.objectContaining({ code: 'output_invalid', message: 'output: Condition does not hold: ok' }),
    ]);
  });

  it('does not quote a secret', () => {
    const { rules } = compileRules([WIDTH], '');
    expect(checkRules(rules, { width: 1 }, 'rule_violated', ['/width'])[0]?.message).toBe(
      'width: *** is below minimum of 200',
    );
  });

  it('is checked after the one before it, whatever that found', () => {
    const { rules } = compileRules([WIDTH, BARS], '');
    expect(checkRules(rules, { width: 1, bars: [] }).map(({ keyword }) => keyword)).toEqual([
      'range_check',
      'array_length',
    ]);
  });
});

describe('a validation rule in a document', () => {
  it.each([
    ['without a type', {}, ['invalid_rule ']],
    ['with a type that is no text', { rule_type: 5 }, ['invalid_rule ']],
    ['of an unknown type', { rule_type: 'palindrome' }, ['unknown_rule_type /rule_type']],
    ['of an unknown type under rule', { rule: 'palindrome' }, ['unknown_rule_type /rule']],
    ['of an inherited name', { rule: 'constructor' }, ['unknown_rule_type /rule']],
    ['range without field', { rule: 'range', min: 1 }, ['invalid_rule ']],
    ['range without bounds', { rule: 'range', field: 'a' }, ['invalid_rule ']],
    ['range with null bounds', { rule: 'range', field: 'a', min: null, max: null }, ['invalid_rule ']],
    ['range with a text as bound', { rule: 'range', field: 'a', min: '1' }, ['invalid_rule /min']],
    ['range with bounds the wrong way round', { rule: 'range', field: 'a', min: 2, max: 1 }, ['invalid_rule /max']],
    ['range with equal bounds', { rule: 'range', field: 'a', min: 1, max: 1 }, []],
    ['range with a list of fields', { rule: 'range', field: ['a', 'b'], min: 1 }, ['invalid_rule /field']],
    ['range with a field that is no path', { rule: 'range', field: 'a..b', min: 1 }, ['invalid_rule /field']],
    ['array_length without bounds', { rule: 'array_length', field: 'a' }, ['invalid_rule ']],
    ['array_length without field', { rule: 'array_length', max: 1 }, ['invalid_rule ']],
    ['conditional without condition', { rule: 'conditional', required_field: 'a' }, ['invalid_rule ']],
    ['conditional without fields', { rule: 'conditional', condition: 'a' }, ['invalid_rule ']],
    [
      'conditional with no fields',
      { rule: 'conditional', condition: 'a', required_fields: [] },
      ['invalid_rule /required_fields'],
    ],
    [
      'conditional that does not parse',
      { rule: 'conditional', condition: 'a >', required_field: 'b' },
      ['condition_syntax /condition'],
    ],
    [
      'conditional with a number as condition',
      { rule: 'conditional', condition: 5, required_field: 'b' },
      ['invalid_rule /condition'],
    ],
    ['dependency without depends_on', { rule: 'dependency', field: 'a' }, ['invalid_rule ']],
    ['dependency without field', { rule: 'dependency', depends_on: 'a' }, ['invalid_rule ']],
    [
      'dependency that does not parse',
      { rule: 'dependency', field: 'a', depends_on: 'b', condition: '(' },
      ['condition_syntax /condition'],
    ],
    ['expression without condition', { rule: 'expression' }, ['invalid_rule ']],
    ['with another severity', { rule: 'expression', condition: 'a', severity: 'fatal' }, ['invalid_rule /severity']],
    ['with a message that is no text', { rule: 'expression', condition: 'a', message: 5 }, ['invalid_rule /message']],
    [
      'with everything wrong',
      { rule: 'range', min: 'x', severity: 1 },
      ['invalid_rule ', 'invalid_rule /min', 'invalid_rule /severity'],
    ],
    ['with an unknown key', { rule: 'expression', condition: 'a', owner: 1 }, ['unknown_key /owner']],
    ['with a misspelled key', { rule: 'expression', condition: 'a', messge: 'x' }, ['misspelled_key /messge']],
  ] as [string, JsonObject, string[]][])('%s', (_rule, rule, expected) => {
    expect(found(rule)).toEqual(expected);
  });

  it('of an unknown type is ignored, with a warning and a hint', () => {
    const { rules, findings } = compileRules([{ rule_type: 'rnage' }, { rule_type: 'x' }], '/validation_rules');
    expect(rules).toEqual([]);
    expect(findings.map(({ severity, hint }) => [severity, hint])).toEqual([
      ['warning', "Did you mean 'range'?"],
      ['warning', 'Known are range_check, range, conditional, dependency, array_length, expression'],
    ]);
  });

  it('with an unknown key still counts', () => {
    expect(compileRules([{ ...BARS, owner: 1 }], '').rules).toHaveLength(1);
  });

  it('that does not parse says where', () => {
    const [finding] = compileRules([{ rule: 'expression', condition: 'a >' }], '/validation_rules').findings;
    expect(finding?.position).toMatchObject({ line: 1 });
    expect(finding?.message).toMatch(/^validation_rules\[0\]\.condition: /);
  });
});
