import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';
import type { WorkflowVersion } from '../../../../../src/contracts/workflow.js';
import { workflowGraphQuery } from '../../../api/queries.js';
import { durationText } from '../../../design/duration-text.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Skeleton } from '../../../design/skeleton.js';
import type { GraphStep } from '../../../graph/graph-step.js';
import { WorkflowGraphView } from '../../../graph/workflow-graph.js';
import { GraphSummary } from './graph-summary.js';
import './graph-tab.css';
import { StepDetail } from './step-detail.js';

export function GraphTab({ workflow }: { workflow: WorkflowVersion }) {
  const { deliverable_type, version } = workflow;
  const { data, error, refetch } = useQuery(workflowGraphQuery(deliverable_type, version));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Loading the graph" height={360} />;
  return <ShownGraph workflow={workflow} graph={data} />;
}
function ShownGraph({ workflow, graph }: { workflow: WorkflowVersion; graph: WorkflowGraph }) {
  const [parameters, setParameters] = useSearchParams();
  const chosen = Number(parameters.get('step'));
  const { workflow_steps } = workflow.document;
  const step = workflow_steps.find(({ step_number }) => step_number === chosen) ?? null;
  const steps = useMemo(() => graphSteps(workflow, graph), [workflow, graph]);
  const path = graph.measured_critical_path ?? graph.critical_path;
  function select(step_number: number | null): void {
    const next = new URLSearchParams(parameters);
    if (step_number === null) next.delete('step');
    else next.set('step', String(step_number));
    setParameters(next, { replace: true });
  }
  return (
    <div className="graph-tab">
      <div className="graph-tab-graph">
        <WorkflowGraphView
          graph={graph}
          steps={steps}
          selected={step?.step_number ?? null}
          onSelect={select}
          criticalPath={path}
        />
      </div>
      <aside className="graph-tab-side" aria-label={step ? `Step ${step.step_number}` : 'About the graph'}>
        {step ? (
          <StepDetail key={step.step_number} step={step} graph={graph} onSelect={select} />
        ) : (
          <GraphSummary graph={graph} onSelect={select} />
        )}
      </aside>
    </div>
  );
}
/** Ascending, with the time that the slowest take. */
function graphSteps({ document }: WorkflowVersion, { bottlenecks }: WorkflowGraph): GraphStep[] {
  const slow = new Map(bottlenecks.map(({ step_number, p50_ms }) => [step_number, p50_ms]));
  return document.workflow_steps
    .toSorted((a, b) => a.step_number - b.step_number)
    .map(({ step_number, step_name, function_to_call }) => {
      const p50_ms = slow.get(step_number);
      const step = { step_number, step_name, function: function_to_call };
      return p50_ms === undefined ? step : { ...step, note: durationText(p50_ms) };
    });
}
