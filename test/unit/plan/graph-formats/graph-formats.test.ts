import { describe, expect, it } from '@jest/globals';
import { toDot } from '../../../../src/plan/graph-formats/dot.js';
import {
  STATUS_COLOURS,
  type DrawnStatus,
  type GraphDrawing,
} from '../../../../src/plan/graph-formats/graph-drawing.js';
import { toMermaid } from '../../../../src/plan/graph-formats/mermaid.js';
import { MAX_SVG_STEPS, toSvg } from '../../../../src/plan/graph-formats/svg.js';

const pair: GraphDrawing = {
  steps: [
    { step_number: 1, step_name: 'check_soil' },
    { step_number: 2, step_name: 'design_footing' },
  ],
  edges: [[1, 2]],
};
const named = (step_name: string): GraphDrawing => ({ steps: [{ step_number: 1, step_name }], edges: [] });
const running = (status: DrawnStatus): GraphDrawing => ({
  steps: [{ step_number: 1, step_name: 'a', status }],
  edges: [],
});
const measured = (p50_ms: number): GraphDrawing => ({
  steps: [{ step_number: 1, step_name: 'a', p50_ms }],
  edges: [],
});
const statuses = Object.keys(STATUS_COLOURS) as DrawnStatus[];
const AWKWARD = ['say "hi"', 'back\\slash \\N\\', '<b>&lt; & #35;</b>', '`code`', "it's", 'naïve 基礎 🙂'];
/** The letters that a reader of the SVG sees, without the tags. */
const textsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, text = '']) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))))
    .join('\n')
    .replaceAll('&#160;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('DOT', () => {
  it('is a left-to-right digraph with a line for each node and edge', () => {
    const lines = toDot(pair).split('\n');
    expect(lines[0]).toBe('digraph workflow {');
    expect(lines[1]).toBe('  rankdir=LR;');
    expect(lines).toContain('  step1 [label="check_soil", tooltip="1: check_soil"];');
    expect(lines).toContain('  step1 -> step2;');
    expect(lines.slice(-2)).toEqual(['}', '']);
  });
  it.each(statuses)('colours a %s step and says so in its label and tooltip', (status) => {
    expect(toDot(running(status))).toContain(
      `step1 [label="a\\n${status}", tooltip="1: a is ${status}", fillcolor="${STATUS_COLOURS[status].fill}"`,
    );
  });
  it('shows the measured duration of a step below its name', () => {
    expect(toDot(measured(350))).toContain('label="a\\np50 350 ms"');
  });
  it('escapes what DOT would read as more than letters', () => {
    expect(toDot(named('a "b" \\N &amp;\nc\u0000'))).toContain('label="a \\"b\\" \\\\N &amp;amp;\\nc "');
  });
});

describe('Mermaid', () => {
  it('is a left-to-right flowchart with a line for each node and edge', () => {
    expect(toMermaid(pair)).toBe('flowchart LR\n  step1["check_soil"]\n  step2["design_footing"]\n  step1 --> step2\n');
  });
  it.each(statuses)('colours a %s step and says so in its label', (status) => {
    const text = toMermaid(running(status));
    expect(text).toContain(`step1["a<br/>${status}"]:::${status}`);
    expect(text).toContain(`classDef ${status} fill:${STATUS_COLOURS[status].fill},`);
  });
  it.each([
    [0, 'p50 0 ms'],
    [999, 'p50 999 ms'],
    [1_000, 'p50 1 s'],
    [83_460, 'p50 83.5 s'],
  ])('shows the measured duration %d as %s', (p50_ms, text) => {
    expect(toMermaid(measured(p50_ms))).toContain(`step1["a<br/>${text}"]`);
  });
  it.each(AWKWARD)('escapes the label %s', (name) => {
    const [, label = ''] = /step1\["(.*)"\]$/m.exec(toMermaid(named(name))) ?? [];
    expect(label).not.toMatch(/["'<>&`\\]/);
    expect(label.replace(/#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))).toBe(name);
  });
});

describe('SVG', () => {
  it('is drawn by Graphviz, with the names and an arrow', async () => {
    const svg = await toSvg(pair);
    expect(svg).toContain('<svg');
    expect(svg).toContain('>check_soil</text>');
    expect(svg).toMatch(/<title>step1(&#45;|-)&gt;step2<\/title>/);
  });
  it.each(AWKWARD)('shows the name %s letter by letter', async (name) => {
    expect(textsOf(await toSvg(named(name)))).toBe(name);
  });
  it.each(statuses)('colours a %s step and says so', async (status) => {
    const svg = await toSvg(running(status));
    expect(svg).toContain(`fill="${STATUS_COLOURS[status].fill}"`);
    expect(textsOf(svg)).toBe(`a\n${status}`);
    expect(svg).toContain(`1: a is ${status}`);
  });
  it('lays a graph with many edges out quickly', async () => {
    const steps = Array.from({ length: 200 }, (_, index) => ({ step_number: index + 1, step_name: `s${index + 1}` }));
    const edges = steps.slice(2).flatMap(({ step_number: n }): [number, number][] => [
      [n - 1, n],
      [Math.ceil(n / 3), n],
    ]);
    expect(await toSvg({ steps, edges })).toContain('>s200</text>');
  });
  it('refuses a graph that is too large to draw', async () => {
    const steps = Array.from({ length: MAX_SVG_STEPS + 1 }, (_, index) => ({ step_number: index + 1, step_name: 's' }));
    await expect(toSvg({ steps, edges: [] })).rejects.toMatchObject({
      code: 'graph_too_large',
      steps: MAX_SVG_STEPS + 1,
    });
  });
});
