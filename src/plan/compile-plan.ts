import type { Finding } from '../contracts/finding.js';
import type { FunctionCatalogue } from '../contracts/function.js';
import type { WorkflowGraph } from '../contracts/graph.js';
import type { Json } from '../contracts/json.js';
import type { Plan } from '../contracts/plan.js';
import { checkDocumentShape } from '../schema/document/check-document-shape.js';
import { buildPlan } from './build-plan.js';
import { CHECKS } from './checks/checks.js';
import { compileContext, type CompileContext } from './compile-context.js';
import { inFindingOrder } from './finding-order.js';
import { isObject } from './json-reading.js';

export interface Compilation {
  /** Null as soon as one finding is an error. */
  plan: Plan | null;
  /** Everything found, of the document first, then step by step. */
  findings: Finding[];
  /** Also of a document with errors; null when it has no steps to draw or two with one number. */
  graph: WorkflowGraph | null;
}

/**
 * Checks a document and compiles it. Nothing in `document` is assumed, not even its shape; it is not changed.
 * @param catalogue the functions that the steps may call
 */
export function compilePlan(document: Json, catalogue: FunctionCatalogue): Compilation {
  const shape = checkDocumentShape(document);
  if (!isObject(document) || isTooDeep(shape.findings)) return { plan: null, findings: shape.findings, graph: null };
  const context = compileContext(document, catalogue);
  const findings = inFindingOrder([...shape.findings, ...CHECKS.flatMap((check) => check(context))]);
  const valid = findings.every(({ severity }) => severity !== 'error');
  const plan = valid && shape.document ? buildPlan(shape.document, context) : null;
  return { plan, findings, graph: drawableGraph(context) };
}

/** Nothing looks further into a document that could exhaust the stack. */
const isTooDeep = (findings: readonly Finding[]): boolean => findings.some(({ code }) => code === 'too_deep');

function drawableGraph({ graph, steps }: CompileContext): WorkflowGraph | null {
  const isWhole = graph.total_steps === steps.length && steps.length > 0;
  return isWhole ? graph : null;
}
