import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/contracts/json.js';
import { document, findingsOf, placesOf, step } from '../documents.js';

describe('JSON Schemas', () => {
  const wrong = { type: 'nonsense' };
  it.each([
    ['input_schema', { input_schema: wrong }, '/input_schema'],
    ['output_schema', { output_schema: wrong }, '/output_schema'],
  ])('%s of a document that is not valid is an error', (_case, more, path) => {
    expect(placesOf('invalid_json_schema', document([step(1)], more))).toEqual([
      expect.stringContaining(`error ${path}`),
    ]);
  });
  it('output_schema of a step that is not valid is an error of that step', () => {
    const [finding] = findingsOf('invalid_json_schema', document([step(1), step(2, {}, { output_schema: wrong })]));
    expect(finding).toMatchObject({ step_number: 2, path: expect.stringContaining('/workflow_steps/1/output_schema') });
  });
});

describe('validation_rules', () => {
  const invalid = [{ rule_type: 'range_check', min: 1 }];
  it('of the document that lack what they need are errors', () => {
    expect(placesOf('invalid_rule', document([step(1)], { validation_rules: invalid }))).toEqual([
      expect.stringContaining('error /validation_rules/0'),
    ]);
  });
  it('of a step are findings of that step', () => {
    const [finding] = findingsOf('invalid_rule', document([step(1, {}, { validation_rules: invalid })]));
    expect(finding).toMatchObject({
      step_number: 1,
      path: expect.stringContaining('/workflow_steps/0/validation_rules/0'),
    });
  });
  it('of an unknown type are warnings', () => {
    const validation_rules = [{ rule_type: 'moon_phase' }];
    expect(placesOf('unknown_rule_type', document([step(1)], { validation_rules }))).toEqual([
      expect.stringContaining('warning /validation_rules/0'),
    ]);
  });
});

describe('risk thresholds', () => {
  it.each([
    ['in order', { auto_approve_threshold: 0.2, require_review_threshold: 0.2, require_hitl_threshold: 0.3 }, []],
    ['by default', {}, []],
    ['out of order', { auto_approve_threshold: 0.6, require_review_threshold: 0.5 }, ['require_review_threshold']],
    ['above a default', { auto_approve_threshold: 0.8 }, ['auto_approve_threshold']],
    ['below a default', { require_hitl_threshold: 0.5 }, ['require_hitl_threshold']],
    [
      'all out of order',
      { auto_approve_threshold: 0.9, require_review_threshold: 0.5, require_hitl_threshold: 0.1 },
      ['require_hitl_threshold', 'require_review_threshold'],
    ],
  ])('%s', (_case, risk_config, names) => {
    const expected = names.map((name) => `error /risk_config/${name}`);
    expect(placesOf('thresholds_out_of_order', document([step(1)], { risk_config }))).toEqual(expected);
  });
});

describe('the retry budget', () => {
  const retrying = (total_timeout_seconds: number, error_handling: JsonObject): JsonObject =>
    document([step(1, {}, { total_timeout_seconds, error_handling })]);
  it.each([
    ['2 + 4 + 8 s of waits in 14 s', 14, { retry_count: 3 }, 0],
    ['2 + 4 + 8 s of waits in 13 s', 13, { retry_count: 3 }, 1],
    ['two waits of at most 3 s in 5 s', 5, { retry_count: 2, max_delay_seconds: 3 }, 0],
    ['no retries', 1, {}, 0],
  ])('%s', (_case, total, handling, count) => {
    expect(findingsOf('retry_budget_exceeds_timeout', retrying(total, handling))).toHaveLength(count);
  });
});

describe('fallback_value', () => {
  const output_schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };
  it.each([
    ['that fits', { on_error: 'continue', fallback_value: { n: 1 } }, []],
    ['of another type', { on_error: 'continue', fallback_value: 1 }, ['warning']],
    ['for a timeout alone', { fallback_value: { n: 'x' } }, ['warning']],
    ['null with on_error continue', { on_error: 'continue', fallback_value: null }, ['warning']],
    ['null elsewhere, which is none', { on_error: 'fail', fallback_value: null }, []],
  ])('%s', (_case, error_handling, severities) => {
    const expected = severities.map((severity) => `${severity} /workflow_steps/0/error_handling/fallback_value`);
    expect(placesOf('fallback_violates_schema', document([step(1, {}, { error_handling, output_schema })]))).toEqual(
      expected,
    );
  });
  it('is not judged by a schema that is not valid', () => {
    const more = { error_handling: { fallback_value: 1 }, output_schema: { type: 'nonsense' } };
    expect(findingsOf('fallback_violates_schema', document([step(1, {}, more)]))).toEqual([]);
  });
});

describe('unused steps', () => {
  const chain = [step(1), step(2, { n: '$step1.n' })];
  const lonely = [...chain, step(3)];
  it('that stand alone above the last level are told', () => {
    expect(placesOf('unused_step', document(lonely))).toEqual(['info /workflow_steps/2']);
  });
  it.each([
    ['the last level', document([step(1), step(2)])],
    ['the end of a chain', document([...chain, step(3, { n: '$step2.n' }), step(4, { n: '$step1.n' })])],
    ['a step that a later one only waits for', document([step(1), step(2, {}, { depends_on: [1] })])],
    [
      'a step that a risk rule reads',
      document(lonely, { risk_config: { rules: [{ condition: '$step3.n > 1', risk_factor: 1 }] } }),
    ],
    ['a step in the output_schema', document(lonely, { output_schema: { properties: { out_2: {}, out_3: {} } } })],
  ])('are not: %s', (_case, source) => {
    expect(findingsOf('unused_step', source)).toEqual([]);
  });
  it('are also ends of chains that the output_schema leaves out', () => {
    const steps = [...chain, step(3, { n: '$step2.n' }), step(4, { n: '$step1.n' })];
    const source = document(steps, { output_schema: { properties: { out_3: {} } } });
    expect(placesOf('unused_step', source)).toEqual(['info /workflow_steps/3']);
  });
});

describe('max_parallelism', () => {
  const wide = [step(1), step(2), step(3)];
  it('below the widest level is told', () => {
    expect(placesOf('parallelism_below_width', document(wide, { execution: { max_parallelism: 2 } }))).toEqual([
      'info /execution/max_parallelism',
    ]);
  });
  it('as wide as the widest level is fine', () => {
    expect(findingsOf('parallelism_below_width', document(wide, { execution: { max_parallelism: 3 } }))).toEqual([]);
  });
});
