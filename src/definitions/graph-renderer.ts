/** Answers a dependency graph as JSON, DOT, Mermaid or SVG. */
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { StepStatus } from '../contracts/execution.js';
import type { FunctionCatalogue } from '../contracts/function.js';
import type { WorkflowGraph } from '../contracts/graph.js';
import type { Json } from '../contracts/json.js';
import { Problem, unprocessable } from '../http/problem.js';
import { compilePlan } from '../plan/compile-plan.js';
import { toDot } from '../plan/graph-formats/dot.js';
import type { DrawnStep, GraphDrawing } from '../plan/graph-formats/graph-drawing.js';
import { toMermaid } from '../plan/graph-formats/mermaid.js';
import { GraphTooLarge, toSvg } from '../plan/graph-formats/svg.js';
import { FUNCTION_CATALOGUE } from './function-catalogue.js';

export const GRAPH_FORMATS = ['json', 'dot', 'svg', 'mermaid'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];
type Drawn = Exclude<GraphFormat, 'json'>;

const MEDIA_TYPES: Record<Drawn, string> = {
  dot: 'text/vnd.graphviz; charset=utf-8',
  mermaid: 'text/vnd.mermaid; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};
const RENDERERS: Record<Drawn, (drawing: GraphDrawing) => string | Promise<string>> = {
  dot: toDot,
  mermaid: toMermaid,
  svg: toSvg,
};

@Injectable()
export class GraphRenderer {
  constructor(@Inject(FUNCTION_CATALOGUE) private readonly catalogue: FunctionCatalogue) {}

  /** @throws Problem 422 when the document has no graph at all: its steps cannot be read */
  async send(response: Response, document: Json, format: GraphFormat): Promise<void> {
    const { graph, findings } = compilePlan(document, this.catalogue);
    if (graph === null) throw unprocessable('document_invalid', 'The document has no graph', findings);
    await this.sendGraph(response, graph, namedSteps(document), format);
  }
  /** Answers a known graph, its nodes coloured by status where one is given. */
  async sendGraph(
    response: Response,
    graph: WorkflowGraph,
    steps: readonly DrawnStep[],
    format: GraphFormat,
    statuses: Map<number, StepStatus> = new Map(),
  ): Promise<void> {
    if (format === 'json') {
      const status = Object.fromEntries(statuses);
      response.json(statuses.size > 0 ? { ...graph, status } : graph);
      return;
    }
    const drawn = steps.map((step) => {
      const status = statuses.get(step.step_number);
      return status ? { ...step, status } : step;
    });
    const text = await render(format, { steps: drawn, edges: graph.edges });
    response.type(MEDIA_TYPES[format]).send(text);
  }
}
/** @throws Problem 422 for a graph that is too large to lay out */
async function render(format: Drawn, drawing: GraphDrawing): Promise<string> {
  try {
    return await RENDERERS[format](drawing);
  } catch (error) {
    if (error instanceof GraphTooLarge) throw new Problem(422, 'graph_too_large', error.message);
    throw error;
  }
}
function namedSteps(document: Json): DrawnStep[] {
  const { workflow_steps } = document as unknown as { workflow_steps: DrawnStep[] };
  return workflow_steps.map(({ step_number, step_name }) => ({ step_number, step_name }));
}
