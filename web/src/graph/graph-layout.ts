/** Where the steps of a graph stand, by dagre. */
import { graphlib, layout } from '@dagrejs/dagre';

export const NODE_WIDTH = 184;
export const NODE_HEIGHT = 46;
export type Direction = 'LR' | 'TB';
export type Places = ReadonlyMap<number, { x: number; y: number }>;

export function layoutGraph(
  steps: readonly number[],
  edges: readonly (readonly [number, number])[],
  direction: Direction,
): Places {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: direction, nodesep: 14, ranksep: direction === 'LR' ? 44 : 30, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) graph.setNode(String(step), { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const [from, to] of edges) graph.setEdge(String(from), String(to));
  layout(graph);
  return new Map(
    steps.map((step) => {
      const { x, y } = graph.node(String(step)) as { x: number; y: number };
      return [step, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
