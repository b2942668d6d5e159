/** Which steps this one waited for, and which wait for it. */
import { useMemo } from 'react';
import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';

export interface StepNeighboursProps {
  step_number: number;
  graph: WorkflowGraph;
  onSelect(step_number: number): void;
}
/** Most that are named. */
const NAMED = 40;

export function StepNeighbours({ step_number, graph, onSelect }: StepNeighboursProps) {
  const { before, after } = useMemo(
    () => ({
      before: graph.edges.filter(([, to]) => to === step_number).map(([from]) => from),
      after: graph.edges.filter(([from]) => from === step_number).map(([, to]) => to),
    }),
    [graph, step_number],
  );
  return (
    <>
      <Chips title="Depends on" steps={before} onSelect={onSelect} />
      <Chips title="Needed by" steps={after} onSelect={onSelect} />
    </>
  );
}
interface ChipsProps {
  title: string;
  steps: readonly number[];
  onSelect(step_number: number): void;
}
function Chips({ title, steps, onSelect }: ChipsProps) {
  if (steps.length === 0) return null;
  return (
    <div className="key-values">
      <div>
        <span className="muted">{title}</span>
        <span className="step-panel-chips">
          {steps.slice(0, NAMED).map((step) => (
            <button key={step} type="button" aria-label={`Step ${step}`} onClick={() => onSelect(step)}>
              {step}
            </button>
          ))}
          {steps.length > NAMED && <span className="muted">and {steps.length - NAMED} more</span>}
        </span>
      </div>
    </div>
  );
}
