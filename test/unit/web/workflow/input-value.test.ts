import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../../../../src/client/problem-error.js';
import {
  inputFindings,
  messageAt,
  messageWithin,
  pointerTo,
} from '../../../../web/src/pages/workflow/run/input-findings.js';
import { withMember } from '../../../../web/src/pages/workflow/run/input-value.js';
import { NO_CHOICES, startRequest } from '../../../../web/src/pages/workflow/run/start-options.js';

describe('a member of an input', () => {
  it('is put in its place, and taken out by undefined', () => {
    const input = { a: 1, b: 2 };
    expect(Object.keys(withMember(input, 'a', 3))).toEqual(['a', 'b']);
    expect(withMember(input, 'a', undefined)).toEqual({ b: 2 });
    expect(withMember(undefined, 'a', 1)).toEqual({ a: 1 });
  });
});

describe('what the server finds in an input', () => {
  const findings = [
    {
      code: 'input_invalid',
      severity: 'error',
      path: '/span',
      message: 'span: 99 exceeds maximum of 30',
      display_path: 'span',
    },
    {
      code: 'input_invalid',
      severity: 'error',
      path: '/rows/0/n',
      message: 'rows[0].n: no',
      display_path: 'rows[0].n',
    },
    { code: 'rule_violated', severity: 'warning', path: '/span', message: 'unusual', display_path: '' },
  ];
  const refusal = new ProblemError(422, { code: 'input_invalid', findings: findings as never });

  it('stands at its field, without the name that the label says', () => {
    const placed = inputFindings(refusal);
    expect(placed).toHaveLength(2);
    expect(messageAt(placed, '/span')).toBe('99 exceeds maximum of 30');
    expect(messageAt(placed, '/rows')).toBeNull();
    expect(messageWithin(placed, '/rows')).toBe('rows[0].n: no');
  });
  it('is nothing for another refusal', () => {
    expect(inputFindings(new ProblemError(409, { code: 'workflow_not_startable' }))).toEqual([]);
    expect(inputFindings(new Error('no'))).toEqual([]);
  });
  it('is found by JSON Pointers', () => {
    expect(pointerTo(pointerTo('', 'a/b~c'), 0)).toBe('/a~1b~0c/0');
  });
});

describe('a start', () => {
  it('says only what was chosen', () => {
    expect(startRequest({ n: 1 }, NO_CHOICES)).toEqual({ input_data: { n: 1 } });
    const choices = { ...NO_CHOICES, mode: 'level', max_parallelism: '4', user_id: ' ann ', context: '{"a": 1}' };
    expect(startRequest({}, choices, 3)).toEqual({
      input_data: {},
      options: { mode: 'level', max_parallelism: 4 },
      user_id: 'ann',
      context: { a: 1 },
      version: 3,
    });
  });
  it.each(['[1]', '{', '"a"', 'null'])('with the context %s is none', (context) => {
    expect(startRequest({}, { ...NO_CHOICES, context })).toBeNull();
  });
});
