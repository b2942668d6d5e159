import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeGraph } from '../../../src/plan/workflow-graph.js';
import { graphSteps } from './graph-steps.js';
import { acyclicGraph } from './random-graphs.js';

const diamond = { steps: graphSteps({ 1: [], 2: [1], 3: [1], 4: [2, 3] }) };

describe('the graph of a document', () => {
  it('of a diamond', () => {
    expect(describeGraph(diamond)).toEqual({
      total_steps: 4,
      edges: [
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ],
      execution_order: [[1], [2, 3], [4]],
      max_depth: 3,
      max_width: 2,
      critical_path: [1, 2, 4],
      critical_path_length: 3,
      parallelization_factor: 1.33,
      estimated_speedup: 1.33,
      has_cycles: false,
      cycles: [],
      suggestions: [],
      bottlenecks: [],
    });
  });

  it('of a cyclic document has its cycles and no order', () => {
    const graph = describeGraph({ steps: graphSteps({ 1: [2], 2: [1], 3: [] }) });
    expect(graph).toMatchObject({ has_cycles: true, cycles: [[1, 2]], execution_order: [], critical_path: [] });
    expect(graph).toMatchObject({ total_steps: 3, parallelization_factor: 1, suggestions: [], bottlenecks: [] });
  });

  it('of no steps has nothing in it', () => {
    expect(describeGraph({ steps: [] })).toMatchObject({
      total_steps: 0,
      has_cycles: false,
      parallelization_factor: 1,
    });
  });

  it('estimates the speed-up by measured durations, where there are any', () => {
    const durations = new Map([1, 2, 3, 4].map((step) => [step, step === 3 ? 700 : 100]));
    const graph = describeGraph(diamond, { durations });
    expect(graph).toMatchObject({ measured_critical_path: [1, 3, 4], measured_critical_path_ms: 900 });
    expect(graph).toMatchObject({ estimated_speedup: 1.11, parallelization_factor: 1.33, critical_path: [1, 2, 4] });
  });

  it('reckons a step without a measured duration as the mean of the others', () => {
    const graph = describeGraph(diamond, {
      durations: new Map([
        [2, 100],
        [3, 300],
      ]),
    });
    expect(graph).toMatchObject({ measured_critical_path: [1, 3, 4], measured_critical_path_ms: 700 });
  });

  it.each([
    ['no durations', new Map()],
    ['durations of other steps', new Map([[9, 5]])],
    ['zeros', new Map([[1, 0]])],
  ])('with %s the speed-up is the parallelization factor', (_case, durations) => {
    const graph = describeGraph(diamond, { durations });
    expect(graph.estimated_speedup).toBe(1.33);
    expect(graph).not.toHaveProperty('measured_critical_path');
  });

  it('of 10,000 steps in a chain does not overflow the stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, index): [number, number[]] => [index + 1, index ? [index] : []]);
    const graph = describeGraph({ steps: graphSteps(Object.fromEntries(chain)) });
    expect([graph.max_depth, graph.critical_path_length, graph.max_width]).toEqual([10_000, 10_000, 1]);
  });

  it('is as deep as its critical path and never parallel beyond its width', () => {
    fc.assert(
      fc.property(acyclicGraph(25), (steps) => {
        const graph = describeGraph({ steps });
        expect(graph.max_depth).toBe(graph.critical_path_length);
        expect(graph.parallelization_factor).toBeLessThanOrEqual(graph.max_width);
        expect(graph.parallelization_factor).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('bottlenecks', () => {
  const bottlenecks = (steps: Parameters<typeof graphSteps>[0], durations: [number, number][]) =>
    describeGraph({ steps: graphSteps(steps) }, { durations: new Map(durations) }).bottlenecks;

  it('are the three steps of the measured critical path that take most of it', () => {
    const chain = { 1: [], 2: [1], 3: [2], 4: [3], 5: [] };
    const durations: [number, number][] = [
      [1, 100],
      [2, 500],
      [3, 150],
      [4, 250],
      [5, 900],
    ];
    expect(bottlenecks(chain, durations)).toEqual([
      { step_number: 2, p50_ms: 500, share: 0.5 },
      { step_number: 4, p50_ms: 250, share: 0.25 },
      { step_number: 3, p50_ms: 150, share: 0.15 },
    ]);
  });
  it.each<[string, [number, number][], number[]]>([
    ['no step without a measured duration', [[2, 400]], [2]],
    [
      'no step that takes no time',
      [
        [1, 0],
        [2, 400],
        [3, 0],
      ],
      [2],
    ],
    ['nothing without measurements', [], []],
  ])('hold %s', (_what, durations, expected) => {
    const steps = { 1: [], 2: [1], 3: [2] };
    expect(bottlenecks(steps, durations).map(({ step_number }) => step_number)).toEqual(expected);
  });
});

describe('suggestions', () => {
  const codes = (...input: Parameters<typeof describeGraph>): [string, number[]][] =>
    describeGraph(...input).suggestions.map(({ code, step_numbers }) => [code, step_numbers]);

  it('a reference used only in a condition keeps a step from an earlier level', () => {
    const [first, second] = graphSteps({ 1: [], 2: [1] });
    const steps = [first, { ...second, joined_dependencies: [] }] as typeof diamond.steps;
    expect(codes({ steps })).toEqual([['condition_only_dependency', [2, 1]]]);
    expect(describeGraph({ steps }).suggestions[0]?.message).toContain('Step 2 (step_2) waits for step 1 (step_1)');
  });

  it('a reference used only in a condition that changes no level is left alone', () => {
    const steps = graphSteps({ 1: [], 2: [], 3: [1, 2] }).map((step) => ({
      ...step,
      joined_dependencies: step.dependencies.filter((dependency) => dependency !== 1),
    }));
    expect(codes({ steps })).toEqual([]);
  });

  it('are at most 20 of a kind', () => {
    const chain = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index + 1, index ? [index] : []]));
    const steps = graphSteps(chain).map((step) => ({ ...step, joined_dependencies: [] }));
    expect(codes({ steps })).toHaveLength(20);
  });

  it('a step alone between wider levels', () => {
    expect(codes({ steps: graphSteps({ 1: [], 2: [], 3: [1, 2], 4: [3], 5: [3] }) })).toEqual([['lone_step', [3]]]);
  });

  it('max_parallelism below the widest level', () => {
    expect(codes(diamond, { max_parallelism: 1 })).toEqual([['parallelism_below_width', [2, 3]]]);
    expect(codes(diamond, { max_parallelism: 2 })).toEqual([]);
  });

  it('a step that takes at least half of the measured critical path', () => {
    const durations = new Map([1, 2, 3, 4].map((step) => [step, step === 3 ? 700 : 100]));
    expect(codes(diamond, { durations })).toEqual([['slow_step', [3]]]);
  });

  it('a step counts as slow beside steps that were never measured too', () => {
    const [slow] = describeGraph(
      { steps: graphSteps({ 1: [], 2: [1] }) },
      { durations: new Map([[1, 400]]) },
    ).suggestions;
    expect(slow?.message).toContain('50 % of the measured critical path');
  });

  it.each([
    ['level', 'about 1900 ms by their measured durations, in mode eager about 1050 ms'],
    ['sequential', 'about 2000 ms by their measured durations, in mode eager about 1050 ms'],
  ] as const)('mode %s where eager would be faster', (mode, message) => {
    const steps = graphSteps({ 1: [], 2: [], 3: [1], 4: [2] });
    const durations = new Map([
      [1, 1000],
      [2, 50],
      [3, 50],
      [4, 900],
    ]);
    const { suggestions } = describeGraph({ steps }, { durations, mode });
    const found = suggestions.filter(({ code }) => code === 'eager_is_faster');
    expect(found).toEqual([
      { code: 'eager_is_faster', message: expect.stringContaining(message), step_numbers: [1, 3] },
    ]);
    expect(codes({ steps }, { durations, mode: 'eager' }).map(([code]) => code)).not.toContain('eager_is_faster');
  });

  it('what could save no more than milliseconds is left alone', () => {
    const durations = new Map([1, 2, 3, 4].map((step) => [step, step === 3 ? 70 : 10]));
    expect(codes(diamond, { durations, mode: 'sequential' })).toEqual([]);
  });

  it('a mode that costs no time is left alone', () => {
    const durations = new Map([1, 2, 3, 4].map((step) => [step, 100]));
    expect(codes(diamond, { durations, mode: 'level' })).toEqual([]);
    expect(codes(diamond, { mode: 'sequential' })).toEqual([]);
  });
});
