import {
  labelOf,
  printable,
  STATUS_COLOURS,
  type DrawnStatus,
  type DrawnStep,
  type GraphDrawing,
} from './graph-drawing.js';

/** The graph as a Mermaid flowchart: a node `stepN` labelled by its name, each node and edge on its own line. */
export function toMermaid({ steps, edges }: GraphDrawing): string {
  const statuses = [...new Set(steps.flatMap(({ status }) => status ?? []))];
  return [
    'flowchart LR',
    ...steps.map((step) => `  ${nodeOf(step)}`),
    ...edges.map(([from, to]) => `  step${from} --> step${to}`),
    ...statuses.map((status) => `  ${styleOf(status)}`),
    '',
  ].join('\n');
}

function nodeOf(step: DrawnStep): string {
  const { step_number, status } = step;
  return `step${step_number}["${escaped(labelOf(step))}"]${status ? `:::${status}` : ''}`;
}

function styleOf(status: DrawnStatus): string {
  const { fill, line } = STATUS_COLOURS[status];
  return `classDef ${status} fill:${fill},stroke:${line},color:#111827`;
}

/** Mermaid's own entity codes for all that it, its Markdown strings or HTML would read as more than a letter. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[#&<>"'`\\]/g, (character) => `#${character.charCodeAt(0)};`)
    .replaceAll('\n', '<br/>');
}
