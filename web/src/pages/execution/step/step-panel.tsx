/** One step: how it stands, what it was given and gave, and what a person can do about it. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import type { StepRecord } from '../../../../../src/contracts/execution.js';
import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';
import { stepQuery } from '../../../api/queries.js';
import { CloseButton } from '../../../design/close-button.js';
import { JsonView } from '../../../design/json-view.js';
import { ProgressBar } from '../../../design/progress-bar.js';
import { StatusBadge } from '../../../design/status-badge.js';
import { graphStepOf, stepStatus } from '../../../graph/graph-step.js';
import type { LiveExecution } from '../execution-reducer.js';
import type { LiveRecord } from '../live-record.js';
import { StepAbout } from './step-about.js';
import { StepActions } from './step-actions.js';
import { StepAttempts } from './step-attempts.js';
import { StepInput } from './step-input.js';
import { StepItems } from './step-items.js';
import { StepNeighbours } from './step-neighbours.js';
import { StepWaiting } from './step-waiting.js';
import './step-panel.css';

export interface StepPanelProps {
  step: StepRecord;
  live: LiveExecution;
  record: LiveRecord;
  graph: WorkflowGraph | undefined;
  onSelect(step_number: number | null): void;
}
/** What the arguments depend on: they are known once it has begun, and change only by a retry by hand. */
const inputAsOf = ({ status, attempts, completed_at }: StepRecord): string =>
  status === 'pending' ? 'pending' : `${attempts} ${completed_at ?? ''}`;

export function StepPanel({ step, live, record, graph, onSelect }: StepPanelProps) {
  const { execution, reports } = live;
  const { step_number, step_name, error, output, status } = step;
  const report = reports.get(step_number);
  const detail = useQuery(stepQuery(execution.execution_id, step_number, inputAsOf(step)));
  const common = { execution, step, record, input: detail.data?.input ?? null };
  const partial = status === 'running' ? report?.output : undefined;
  return (
    <StepAside name={`${step_number} ${step_name}`} onClose={() => onSelect(null)}>
      <p className="step-panel-state">
        <StatusBadge status={stepStatus(step)} />
        <span className="muted">{graphStepOf(step, report?.percent).note}</span>
      </p>
      {report?.percent !== undefined && <ProgressBar percent={report.percent} label="Of this step" />}
      <StepActions {...common} />
      {error && <StepFailure step={step} />}
      <StepWaiting {...common} />
      <StepAbout step={step} />
      {graph && <StepNeighbours step_number={step_number} graph={graph} onSelect={onSelect} />}
      {step.items && <StepItems items={step.items} input={common.input} />}
      <StepInput detail={detail} />
      {partial !== undefined && (
        <Part title="Partial result">
          <JsonView value={partial} what="partial result" />
        </Part>
      )}
      {status === 'completed' && (
        <Part title="Output">
          <JsonView value={output} what="output" />
        </Part>
      )}
      <StepAttempts step={step} />
    </StepAside>
  );
}
interface AsideProps {
  name: string;
  onClose(): void;
  children: React.ReactNode;
}
/** Beside the tabs, or below them in a narrow window; there it is brought into sight. */
function StepAside({ name, onClose, children }: AsideProps) {
  const heading = useId();
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    const top = aside.current?.getBoundingClientRect().top ?? 0;
    if (top > innerHeight * 0.8) aside.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, []);
  return (
    <aside className="step-panel" ref={aside} aria-labelledby={heading}>
      <header className="step-panel-header">
        <h2 id={heading}>{name}</h2>
        <CloseButton label="Close the step" onClose={onClose} />
      </header>
      {children}
    </aside>
  );
}
const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="step-panel-part">
    <h3>{title}</h3>
    {children}
  </section>
);
function StepFailure({ step }: { step: StepRecord }) {
  const { error, status } = step;
  if (!error) return null;
  return (
    <div className="step-panel-error">
      <p>
        <code>{error.type}</code> {error.transient ? 'transient' : 'permanent'}
        {error.attempt > 0 && `, attempt ${error.attempt}`}
        {status !== 'failed' && ' (the execution went on)'}
      </p>
      <p>{error.message}</p>
    </div>
  );
}
