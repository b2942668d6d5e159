import { describe, expect, it } from '@jest/globals';
import { compiled, document, findingsOf, placesOf, step } from '../documents.js';

const conditional = (condition: string | null): ReturnType<typeof document> => document([step(1, {}, { condition })]);

describe('conditions', () => {
  it('that do not parse are errors with their position', () => {
    const [finding] = findingsOf('condition_syntax', conditional('1 +'));
    expect(finding).toMatchObject({ severity: 'error', path: '/workflow_steps/0/condition', step_number: 1 });
    expect(finding?.position).toMatchObject({ line: 1, column: 4, offset: 3 });
  });
  it.each([
    ['a bare word', '$input.shape == square', 'condition_bareword', 'info'],
    ['a forgotten dollar', 'input.load > 1', 'condition_forgotten_dollar', 'warning'],
    ['a constant', '1 == 1', 'condition_constant', 'warning'],
  ] as const)('with %s have a lint', (_case, condition, code, severity) => {
    expect(placesOf(code, conditional(condition))).toEqual([`${severity} /workflow_steps/0/condition`]);
  });
  it.each([
    ['empty', ''],
    ['blank', '  '],
    ['null', null],
  ])('%s means none', (_case, condition) => {
    expect(compiled(conditional(condition)).plan?.steps[0]?.condition).toBeNull();
  });
  it('of risk rules are checked as well', () => {
    const risk_config = { rules: [{ condition: '$step1.x >', risk_factor: 0.5 }] };
    expect(placesOf('condition_syntax', document([step(1)], { risk_config }))).toEqual([
      'error /risk_config/rules/0/condition',
    ]);
  });
});

describe('cycles', () => {
  it('are errors that name their steps', () => {
    const findings = findingsOf('dependency_cycle', document([step(1, { n: '$step2.n' }), step(2, { n: '$step1.n' })]));
    expect(findings).toMatchObject([{ severity: 'error', path: '/workflow_steps/0', step_number: 1 }]);
    expect(findings[0]?.message).toContain('1 -> 2 -> 1');
  });
  it('of one step', () => {
    const [finding] = findingsOf('dependency_cycle', document([step(1), step(2, {}, { depends_on: [2] })]));
    expect(finding?.message).toBe('Step 2 waits for itself');
  });
  it('have one finding each', () => {
    const pairs = [1, 2, 3, 4].map((number) => step(number, { n: `$step${number % 2 ? number + 1 : number - 1}.n` }));
    expect(placesOf('dependency_cycle', document(pairs))).toEqual([
      'error /workflow_steps/0',
      'error /workflow_steps/2',
    ]);
  });
  it('of very many steps name the first ones and how many more', () => {
    const ring = Array.from({ length: 30 }, (_, index) => step(index + 1, { n: `$step${index || 30}.n` }));
    expect(findingsOf('dependency_cycle', document(ring))[0]?.message).toContain('20 -> … (10 more) -> 1');
  });
  it('keep the graph, which shows them', () => {
    const { graph, plan } = compiled(document([step(1, { n: '$step2.n' }), step(2, { n: '$step1.n' })]));
    expect(graph).toMatchObject({ has_cycles: true, cycles: [[1, 2]], execution_order: [] });
    expect(plan).toBeNull();
  });
});
