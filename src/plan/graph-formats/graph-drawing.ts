/** What each graph format draws: steps with their names, and edges [from, to]. */
export interface GraphDrawing {
  steps: readonly DrawnStep[];
  edges: readonly (readonly [number, number])[];
}
export interface DrawnStep {
  step_number: number;
  step_name: string;
  /** The step's status in an execution; without one the node is plain. */
  status?: DrawnStatus;
  /** The step's measured median duration in ms, where there is one. */
  p50_ms?: number;
}
export type DrawnStatus = 'pending' | 'running' | 'completed' | 'failed' | 'skipped' | 'cancelled';

/** Fill and line colours of a status, dark enough on light to be read; the status also stands in the node as a word. */
export const STATUS_COLOURS: Record<DrawnStatus, { fill: string; line: string }> = {
  pending: { fill: '#f3f4f6', line: '#6b7280' },
  running: { fill: '#dbeafe', line: '#1d4ed8' },
  completed: { fill: '#dcfce7', line: '#15803d' },
  failed: { fill: '#fee2e2', line: '#b91c1c' },
  skipped: { fill: '#fef9c3', line: '#a16207' },
  cancelled: { fill: '#ede9fe', line: '#6d28d9' },
};

/** What a node says, line by line: `design`, `completed`, `p50 1.2 s`. */
export function labelOf({ step_name, status, p50_ms }: DrawnStep): string {
  const measured = p50_ms === undefined ? [] : [`p50 ${durationText(p50_ms)}`];
  return [step_name, ...(status ? [status] : []), ...measured].join('\n');
}

const durationText = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${Number((ms / 1_000).toFixed(1))} s`);

/** Control characters, which neither Graphviz nor an SVG may carry, become spaces; line breaks stay. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/g, ' ');
}
