import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';
import { Duration } from '../../../design/duration.js';
import { KeyValues } from '../../../design/key-values.js';
import { Panel } from '../../../design/panel.js';
import { ProgressBar } from '../../../design/progress-bar.js';
import { StepLink, StepLinks } from './step-link.js';

export interface GraphSummaryProps {
  graph: WorkflowGraph;
  onSelect(step_number: number): void;
}
export function GraphSummary({ graph, onSelect }: GraphSummaryProps) {
  const { measured_critical_path, measured_critical_path_ms, suggestions, bottlenecks } = graph;
  return (
    <div className="graph-summary">
      <Panel title="The graph">
        <KeyValues
          entries={[
            ['Steps', graph.total_steps.toLocaleString('en-GB')],
            ['Levels', graph.max_depth],
            ['Widest level', `${graph.max_width} at once`],
            ['Parallelization', `${graph.parallelization_factor} ×`],
            ['Est. speed-up', `${graph.estimated_speedup} ×`],
          ]}
        />
      </Panel>
      <Panel title="Critical path" note={`${graph.critical_path_length} steps`}>
        <StepLinks steps={graph.critical_path} onSelect={onSelect} />
      </Panel>
      {measured_critical_path && (
        <Panel title="Critical path by time" note={<Duration ms={measured_critical_path_ms} />}>
          <StepLinks steps={measured_critical_path} onSelect={onSelect} />
        </Panel>
      )}
      {bottlenecks.length > 0 && (
        <Panel title="Where its time goes">
          {bottlenecks.map(({ step_number, p50_ms, share }) => (
            <div key={step_number} className="graph-summary-share">
              <StepLink step_number={step_number} onSelect={onSelect} />
              <ProgressBar percent={share * 100} label={`Share of step ${step_number}`} />
              <span>
                {Math.round(share * 100)} % · <Duration ms={p50_ms} />
              </span>
            </div>
          ))}
        </Panel>
      )}
      <Panel title="Suggestions">
        {suggestions.length === 0 && <p className="muted">None.</p>}
        {suggestions.map(({ code, message, step_numbers }) => (
          <div key={code + message} className="graph-summary-suggestion">
            <p>{message}</p>
            <StepLinks steps={step_numbers} onSelect={onSelect} />
          </div>
        ))}
      </Panel>
    </div>
  );
}
