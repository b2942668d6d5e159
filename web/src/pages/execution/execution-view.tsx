import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { executionGraphQuery } from '../../api/queries.js';
import { countText } from '../../design/count-text.js';
import { Page } from '../../design/page.js';
import { ProgressBar } from '../../design/progress-bar.js';
import { shownStatus, STATUS_LOOKS } from '../../design/status.js';
import { StatusBadge } from '../../design/status-badge.js';
import { type Tab, Tabs } from '../../design/tabs.js';
import { useTab } from '../../design/use-tab.js';
import { graphStepOf } from '../../graph/graph-step.js';
import { ExecutionActions } from './commands/execution-actions.js';
import { ExecutionAbout } from './execution-about.js';
import { ExecutionBanner } from './execution-banner.js';
import { type LiveExecution, indexOfStep } from './execution-reducer.js';
import './execution-view.css';
import { GraphTab } from './graph-tab.js';
import type { LiveRecord } from './live-record.js';
import { EventLog } from './log/event-log.js';
import { ResultTab } from './result-tab.js';
import { StepPanel } from './step/step-panel.js';
import { StepList } from './step-list.js';
import { TimelineTab } from './timeline/timeline-tab.js';

export interface ExecutionViewProps {
  live: LiveExecution;
  record: LiveRecord;
  /** Above all else: that what is shown is not live. */
  notice: ReactNode;
}
export function ExecutionView({ live, record, notice }: ExecutionViewProps) {
  const { execution, reports } = live;
  const { execution_id, deliverable_type, steps, progress } = execution;
  const graph = useQuery(executionGraphQuery(execution_id));
  const [selected, select] = useSelectedStep();
  const [tab, setTab] = useTab('graph');
  const graphSteps = useMemo(
    () => steps.map((step) => graphStepOf(step, reports.get(step.step_number)?.percent)),
    [steps, reports],
  );
  const step = selected === null ? undefined : steps[indexOfStep(steps, selected)];
  const common = { live, selected, onSelect: select };
  const tabs: Tab[] = [
    { id: 'graph', label: 'Graph', content: () => <GraphTab graph={graph} steps={graphSteps} {...common} /> },
    { id: 'timeline', label: 'Timeline', content: () => <TimelineTab graph={graph.data} {...common} /> },
    {
      id: 'steps',
      label: 'Steps',
      count: countText(steps.length),
      content: () => <StepList steps={graphSteps} {...common} />,
    },
    { id: 'events', label: 'Events', content: () => <EventLog record={record} {...common} /> },
    { id: 'result', label: 'Result', content: () => <ResultTab execution={execution} onSelect={select} /> },
  ];
  const status = shownStatus(execution);
  const heading = (
    <span className="execution-heading">
      {deliverable_type} <StatusBadge status={status} />
      <span className="execution-percent">{Math.floor(progress.progress_percent)} %</span>
    </span>
  );
  return (
    <Page
      title={`${deliverable_type} ${execution_id.slice(0, 8)}`}
      heading={heading}
      about={<ExecutionAbout execution={execution} />}
      actions={<ExecutionActions execution={execution} record={record} />}
      tall
    >
      <ProgressBar percent={progress.progress_percent} label="Steps that have ended" tone={STATUS_LOOKS[status].tone} />
      <p className="visually-hidden" role="status">
        {`The execution is ${STATUS_LOOKS[status].word.toLowerCase()}`}
      </p>
      {notice}
      <ExecutionBanner execution={execution} record={record} onSelect={select} />
      <div className={step ? 'execution-body execution-body-split' : 'execution-body'}>
        <Tabs label="Parts of the execution" tabs={tabs} selected={tab} onSelect={setTab} className="execution-tabs" />
        {step && (
          <StepPanel
            key={step.step_number}
            step={step}
            live={live}
            record={record}
            graph={graph.data}
            onSelect={select}
          />
        )}
      </div>
    </Page>
  );
}
/** The chosen step, kept in the address as `?step=`. */
function useSelectedStep(): [number | null, (step_number: number | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const select = useCallback(
    (step_number: number | null): void =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          if (step_number === null) after.delete('step');
          else after.set('step', String(step_number));
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const number = Number(parameters.get('step'));
  return [Number.isInteger(number) && number > 0 ? number : null, select];
}
