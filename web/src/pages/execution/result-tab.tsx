/** What came of it: the output, the risk with its factors, the decision, the error; and what it was started with. */
import type { ReactNode } from 'react';
import type { Approval, Execution, ExecutionError, Risk, StepRecord } from '../../../../src/contracts/execution.js';
import type { Finding } from '../../../../src/contracts/finding.js';
import { Duration } from '../../design/duration.js';
import { FindingList } from '../../design/finding-list.js';
import { JsonView } from '../../design/json-view.js';
import { KeyValues } from '../../design/key-values.js';
import { Panel } from '../../design/panel.js';
import { StatusBadge } from '../../design/status-badge.js';
import { Time } from '../../design/time.js';
import './result-tab.css';
import { decisionWords } from './risk-words.js';

export interface ResultTabProps {
  execution: Execution;
  onSelect(step_number: number): void;
}
export function ResultTab({ execution, onSelect }: ResultTabProps) {
  const { output_data, risk, approval, error, input_data, completed_at } = execution;
  return (
    <div className="result-tab">
      <div className="result-tab-column">
        {error && <ErrorPanel error={error} />}
        {output_data === null && completed_at === null ? (
          <OutputsSoFar steps={execution.steps} />
        ) : (
          <Panel title="Output">
            {output_data === null ? (
              <p className="muted">It ended without one.</p>
            ) : (
              <JsonView value={output_data} what="output" />
            )}
          </Panel>
        )}
        <Panel title="Input" note="after defaults">
          <JsonView value={input_data} what="input" />
        </Panel>
      </div>
      <div className="result-tab-column">
        <RiskPanel risk={risk} onSelect={onSelect} />
        {approval && <ApprovalPanel approval={approval} />}
        <FiguresPanel execution={execution} />
      </div>
    </div>
  );
}
/** Most steps whose outputs are shown together. */
const MANY_STEPS = 500;
/** What a decision is taken upon, or what a parked execution has kept. */
function OutputsSoFar({ steps }: { steps: readonly StepRecord[] }) {
  const known = steps.filter(({ status }) => status === 'completed');
  const shown = Object.fromEntries(known.slice(-MANY_STEPS).map(({ step_name, output }) => [step_name, output]));
  const note = known.length > MANY_STEPS ? `the last ${MANY_STEPS} of ${known.length}` : 'by step';
  return (
    <Panel title="Output so far" note={note}>
      {known.length === 0 ? <p className="muted">No step has one yet.</p> : <JsonView value={shown} what="output" />}
    </Panel>
  );
}
function ErrorPanel({ error }: { error: ExecutionError }) {
  const findings = (error.findings ?? []) as unknown as Finding[];
  return (
    <Panel title="Error" note={<code>{error.type}</code>}>
      <p className="result-tab-error">{error.message}</p>
      {findings.length > 0 && <FindingList findings={findings} />}
    </Panel>
  );
}
function RiskPanel({ risk, onSelect }: { risk: Risk | null; onSelect(step_number: number): void }) {
  if (risk === null)
    return (
      <Panel title="Risk">
        <p className="muted">Reckoned when every step has ended.</p>
      </Panel>
    );
  return (
    <Panel title="Risk" note={`${risk.score} · ${decisionWords(risk.decision)}`}>
      <table className="result-tab-factors">
        <caption className="visually-hidden">Factors of the risk; the highest one counts</caption>
        <tbody>
          {risk.factors.map(({ code, score, message, step_number }, index) => (
            <tr key={index} className={score === risk.score ? 'result-tab-decisive' : undefined}>
              <td>{score}</td>
              <td>
                {message} <code className="muted">{code}</code>
              </td>
              <td>{step_number !== undefined && <StepButton {...{ step_number, onSelect }} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
const StepButton = ({
  step_number,
  onSelect,
}: {
  step_number: number;
  onSelect(step_number: number): void;
}): ReactNode => (
  <button type="button" className="banner-step" onClick={() => onSelect(step_number)}>
    step {step_number}
  </button>
);
function ApprovalPanel({ approval }: { approval: Approval }) {
  const { status, requested_at, expires_at, decided_at, decided_by, notes } = approval;
  return (
    <Panel title="Decision" note={<StatusBadge status={status} plain />}>
      <KeyValues
        entries={[
          ['Asked', <Time key="asked" at={requested_at} />],
          [decided_at ? 'Decided' : 'Expires', <Time key="decided" at={decided_at ?? expires_at} />],
          ['By', decided_by],
          ['Notes', notes],
        ]}
      />
    </Panel>
  );
}
function FiguresPanel({ execution }: { execution: Execution }) {
  const { execution_graph: graph, total_time_ms } = execution;
  return (
    <Panel title="Figures">
      <KeyValues
        entries={[
          ['Time in all', total_time_ms !== null && <Duration key="total" ms={total_time_ms} />],
          ['Steps one by one', <Duration key="sequential" ms={graph.sequential_time_ms} />],
          ['Speed-up', total_time_ms !== null && graph.sequential_time_ms > 0 && `${graph.speedup} ×`],
          ['At once', `${graph.max_observed_parallelism} at most`],
        ]}
      />
    </Panel>
  );
}
