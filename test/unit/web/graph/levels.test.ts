import type { WorkflowGraph } from '../../../../src/contracts/graph.js';
import { directionFor } from '../../../../web/src/graph/graph-direction.js';
import { layoutGraph } from '../../../../web/src/graph/graph-layout.js';
import { graphStepOf } from '../../../../web/src/graph/graph-step.js';
import { levelCounts } from '../../../../web/src/graph/level-counts.js';
import { at, ended, step } from '../execution/known-execution.js';

it('levels count their steps by status, what has ended first', () => {
  const steps = [ended(1, 0, 1), step(2, { status: 'running', attempts: 1 }), step(3), step(4)];
  const byNumber = new Map(steps.map((one) => [one.step_number, graphStepOf(one, undefined)]));
  const levels = levelCounts([[1], [2, 3, 4]], (number) => byNumber.get(number));
  expect(levels.map(({ counts }) => counts)).toEqual([
    [['completed', 1]],
    [
      ['running', 1],
      ['pending', 2],
    ],
  ]);
});
it('a running step that waits is shown as waiting', () => {
  const waiting_for = { kind: 'time', since: at(1), until: at(9) } as const;
  expect(graphStepOf(step(1, { status: 'running', waiting_for }), undefined).status).toBe('waiting');
  const retries = [{ attempt: 1, error_type: 'busy', message: '', delay_seconds: 9, timestamp: at(1) }];
  expect(graphStepOf(step(2, { status: 'running', attempts: 1, retries }), undefined).status).toBe('waiting');
  expect(graphStepOf(step(3, { status: 'running', attempts: 2, retries }), undefined).status).toBe('running');
});
it('the same record gives the same object', () => {
  const record = ended(1, 0, 1);
  expect(graphStepOf(record, undefined)).toBe(graphStepOf(record, undefined));
});
it('a layout puts a step behind what it depends on', () => {
  const places = layoutGraph([1, 2], [[1, 2]], 'LR');
  expect(places.get(2)?.x).toBeGreaterThan(places.get(1)?.x ?? Infinity);
});
it('a graph goes across unless down shows much more of it', () => {
  const graph = (max_depth: number, max_width: number) => ({ max_depth, max_width }) as WorkflowGraph;
  expect(directionFor(graph(4, 2), { width: 1000, height: 500 })).toBe('LR');
  expect(directionFor(graph(20, 1), { width: 1000, height: 500 })).toBe('TB');
  expect(directionFor(graph(5, 4), { width: 376, height: 400 })).toBe('TB');
});
