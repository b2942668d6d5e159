/** All steps as a list, with a filter by status and by words. */
import { useMemo, useState } from 'react';
import { Duration } from '../../design/duration.js';
import { EmptyState } from '../../design/empty-state.js';
import { RowButton } from '../../design/row-button.js';
import { type ShownStatus, STATUS_LOOKS } from '../../design/status.js';
import { StatusBadge } from '../../design/status-badge.js';
import { VirtualList } from '../../design/virtual-list.js';
import type { GraphStep } from '../../graph/graph-step.js';
import { indexOfStep, type LiveExecution } from './execution-reducer.js';
import './step-list.css';

export interface StepListProps {
  steps: readonly GraphStep[];
  live: LiveExecution;
  selected: number | null;
  onSelect(step_number: number): void;
}
export function StepList({ steps, live, selected, onSelect }: StepListProps) {
  const [words, setWords] = useState('');
  const [status, setStatus] = useState<ShownStatus | ''>('');
  const shown = useMemo(() => matching(steps, words, status), [steps, words, status]);
  const statuses = useMemo(() => [...new Set(steps.flatMap((step) => step.status ?? []))], [steps]);
  const records = live.execution.steps;
  return (
    <div className="step-list">
      <div className="step-list-filter">
        <input
          className="input"
          type="search"
          aria-label="Name, number or function"
          placeholder="Name, number or function"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <select
          className="input input-inline"
          aria-label="Status"
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as ShownStatus | '')}
        >
          <option value="">Any status</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {STATUS_LOOKS[one].word}
            </option>
          ))}
        </select>
      </div>
      {shown.length === 0 && <EmptyState title="No step is like that" />}
      <VirtualList
        label="Steps"
        count={shown.length}
        rowHeight={32}
        keyOf={(index) => shown[index]?.step_number ?? index}
        row={(index) => {
          const step = shown[index];
          const time = step && records[indexOfStep(records, step.step_number)]?.execution_time_ms;
          return step && <StepRow step={step} ms={time} selected={step.step_number === selected} onSelect={onSelect} />;
        }}
      />
    </div>
  );
}
function matching(steps: readonly GraphStep[], words: string, status: ShownStatus | ''): readonly GraphStep[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '' && status === '') return steps;
  return steps.filter((step) => {
    if (status !== '' && step.status !== status) return false;
    return `${step.step_number} ${step.step_name} ${step.function}`.toLowerCase().includes(wanted);
  });
}
interface StepRowProps {
  step: GraphStep;
  ms: number | null | undefined;
  selected: boolean;
  onSelect(step_number: number): void;
}
function StepRow({ step, ms, selected, onSelect }: StepRowProps) {
  const { step_number, step_name, status, percent, note } = step;
  return (
    <RowButton chosen={selected} className="step-list-row" onClick={() => onSelect(step_number)}>
      <span className="step-list-number">{step_number}</span>
      <span className="step-list-name">{step_name}</span>
      <code className="step-list-function">{step.function}</code>
      <span className="step-list-note">{percent === undefined ? note : `${Math.round(percent)} %`}</span>
      <span className="step-list-status">{status && <StatusBadge status={status} plain />}</span>
      <span className="step-list-time">
        <Duration ms={ms} />
      </span>
    </RowButton>
  );
}
