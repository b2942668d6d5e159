/** Dependency graphs of documents, workflows and executions, in every format. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowGraph } from '../../src/contracts/graph.js';
import { type ProblemBody, step, TestPlatform } from './platform.js';

let platform: TestPlatform;
beforeAll(async () => (platform = await TestPlatform.start()), 120_000);
afterAll(() => platform.stop(), 60_000);

const cyclic = (deliverable_type: string) => ({
  deliverable_type,
  workflow_steps: [
    step(1, 'demo.echo', { n: '$step2.n' }),
    step(2, 'demo.echo', { n: '$step1.n' }),
    step(3, 'demo.echo'),
  ],
});
const fiveSteps = async () =>
  JSON.parse(await readFile(join(process.cwd(), 'examples', 'design-five-steps.json'), 'utf8')) as Record<
    string,
    unknown
  >;

describe('the graph', () => {
  let type: string;
  beforeAll(async () => (type = await platform.publish(await fiveSteps())));

  it('of a workflow as JSON', async () => {
    const { status, body } = await platform.get<WorkflowGraph>(`/workflows/${type}/graph`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total_steps: 5,
      execution_order: [[1, 2], [3, 4], [5]],
      max_depth: 3,
      max_width: 2,
      critical_path: [1, 3, 5],
      critical_path_length: 3,
      has_cycles: false,
      cycles: [],
    });
    expect([...body.edges].sort()).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
      [3, 5],
    ]);
    expect(body.parallelization_factor).toBeCloseTo(5 / 3, 2);
  });
  it.each([
    ['dot', 'text/vnd.graphviz', ['digraph workflow {', 'rankdir=LR', 'step1 -> step3;', 'service_load']],
    ['mermaid', 'text/vnd.mermaid', ['step1', 'step3', 'service_load']],
    ['svg', 'image/svg+xml', ['<svg', 'service_load']],
  ])('as %s', async (format, contentType, texts) => {
    const answers = [
      await platform.get<string>(`/workflows/${type}/graph?format=${format}`),
      await platform.post<string>(`/workflows/graph?format=${format}`, await fiveSteps()),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.type]).toEqual([200, expect.stringContaining(contentType)]);
      for (const text of texts) expect(answer.text).toContain(text);
    }
    expect(answers[0]?.text).toBe(answers[1]?.text);
  });
  it('of a cyclic document is 200 with its cycles and no order', async () => {
    const { status, body } = await platform.post<WorkflowGraph>('/workflows/graph', cyclic('in_circles'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ has_cycles: true, execution_order: [] });
    expect(body.cycles.map((cycle) => [...new Set(cycle)].sort())).toEqual([[1, 2]]);
    expect((await platform.post('/workflows/graph?format=dot', cyclic('in_circles'))).status).toBe(200);
  });
  it('of an execution is coloured by status', async () => {
    const { execution_id } = await platform.run(type);
    const json = await platform.get<WorkflowGraph & { status: Record<string, string> }>(
      `/executions/${execution_id}/graph`,
    );
    expect(json.body.status).toMatchObject({ 1: 'completed', 5: 'completed' });
    const svg = await platform.get<string>(`/executions/${execution_id}/graph?format=svg`);
    expect([svg.status, svg.type]).toEqual([200, expect.stringContaining('image/svg+xml')]);
  });
  it('in an unknown format is 400', async () => {
    const answer = await platform.get<ProblemBody>(`/workflows/${type}/graph?format=png`);
    expect(answer).toMatchObject({ status: 400, body: { findings: [{ path: '/format' }] } });
  });
});
