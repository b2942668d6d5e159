import { instance } from '@viz-js/viz';
import { toDot } from './dot.js';
import type { GraphDrawing } from './graph-drawing.js';

/** Graphviz cannot be interrupted and its time grows faster than the edges: up to here it stays at about a second. */
export const MAX_SVG_STEPS = 2_000;
export const MAX_SVG_EDGES = 3_000;

/** From this many edges on, layout takes few rounds and straight lines: ten times faster, a little less tidy. */
const QUICK_LAYOUT_FROM_EDGES = 300;
const QUICK_LAYOUT = { nslimit: 0.1, nslimit1: 0.1, mclimit: 0.01, searchsize: 5, splines: 'line' };

/** A graph that is too large to draw as SVG; DOT and Mermaid have no such bound. */
export class GraphTooLarge extends Error {
  readonly code = 'graph_too_large';

  constructor(
    readonly steps: number,
    readonly edges: number,
  ) {
    super(
      `The graph has ${steps} steps and ${edges} edges; SVG is drawn up to ${MAX_SVG_STEPS} steps and ${MAX_SVG_EDGES} edges. Ask for format dot or mermaid`,
    );
    this.name = 'GraphTooLarge';
  }
}

/**
 * The graph as an SVG image, laid out by Graphviz from its DOT.
 * @throws GraphTooLarge (rejected)
 */
export async function toSvg(drawing: GraphDrawing): Promise<string> {
  const { steps, edges } = drawing;
  if (steps.length > MAX_SVG_STEPS || edges.length > MAX_SVG_EDGES) throw new GraphTooLarge(steps.length, edges.length);
  const graphviz = await instance();
  const graphAttributes = edges.length < QUICK_LAYOUT_FROM_EDGES ? {} : QUICK_LAYOUT;
  return graphviz.renderString(toDot(drawing), { format: 'svg', engine: 'dot', graphAttributes });
}
