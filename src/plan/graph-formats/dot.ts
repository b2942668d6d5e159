import { labelOf, printable, STATUS_COLOURS, type DrawnStep, type GraphDrawing } from './graph-drawing.js';

/** The graph in the DOT language of Graphviz: a node `stepN` labelled by its name, each node and edge on its own line. */
export function toDot({ steps, edges }: GraphDrawing): string {
  return [
    'digraph workflow {',
    '  rankdir=LR;',
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="Helvetica"];',
    ...steps.map((step) => `  step${step.step_number} [${attributesOf(step)}];`),
    ...edges.map(([from, to]) => `  step${from} -> step${to};`),
    '}',
    '',
  ].join('\n');
}

function attributesOf(step: DrawnStep): string {
  const { step_number, step_name, status } = step;
  const label = quoted(labelOf(step));
  if (!status) return `label=${label}, tooltip=${quoted(`${step_number}: ${step_name}`)}`;
  const { fill, line } = STATUS_COLOURS[status];
  const tooltip = quoted(`${step_number}: ${step_name} is ${status}`);
  return `label=${label}, tooltip=${tooltip}, fillcolor="${fill}", color="${line}"`;
}

/** A DOT string that Graphviz shows letter by letter: it would read escapes such as \N and entities such as &lt; too. */
function quoted(text: string): string {
  const escaped = printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
