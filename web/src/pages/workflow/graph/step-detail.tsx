/** What the document says of a step, with the defaults of what it does not say. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ErrorHandling, WorkflowStep } from '../../../../../src/contracts/document.js';
import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';
import { functionsQuery } from '../../../api/queries.js';
import { Button } from '../../../design/button.js';
import { durationText } from '../../../design/duration-text.js';
import { JsonView } from '../../../design/json-view.js';
import { KeyValues } from '../../../design/key-values.js';
import { Panel } from '../../../design/panel.js';
import { StepLinks } from './step-link.js';

const DEFAULT_TIMEOUT_SECONDS = 300;

export interface StepDetailProps {
  step: WorkflowStep;
  graph: WorkflowGraph;
  onSelect(step_number: number | null): void;
}
export function StepDetail({ step, graph, onSelect }: StepDetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const catalogue = useQuery(functionsQuery());
  const known = catalogue.data?.items.find(({ name }) => name === step.function_to_call);
  useEffect(() => heading.current?.scrollIntoView({ block: 'nearest' }), []);
  const { input_mapping, condition, output_schema, validation_rules = [] } = step;
  return (
    <div className="step-detail">
      <header className="step-detail-header">
        <h2 ref={heading}>
          <span className="muted">{step.step_number}</span> {step.step_name}
        </h2>
        <Button size="small" icon="close" onClick={() => onSelect(null)}>
          Close
        </Button>
      </header>
      {step.description && <p>{step.description}</p>}
      <KeyValues entries={settingsOf(step, known?.description)} />
      <KeyValues entries={[...edgesOf(step.step_number, graph, onSelect)]} />
      {condition && <Part title="Condition">{<pre className="step-detail-code">{condition}</pre>}</Part>}
      {input_mapping && <Part title="Input">{<JsonView value={input_mapping} what="input mapping" open={3} />}</Part>}
      <Part title="Retries and failure">
        <KeyValues entries={failureOf(step)} />
      </Part>
      {output_schema && <Part title="Output schema">{<JsonView value={output_schema} what="output schema" />}</Part>}
      {validation_rules.length > 0 && (
        <Part title="Validation rules">
          <JsonView value={validation_rules} what="validation rules" open={3} />
        </Part>
      )}
    </div>
  );
}
const Part = ({ title, children }: { title: string; children: ReactNode }) => <Panel title={title}>{children}</Panel>;

function settingsOf(step: WorkflowStep, about: string | undefined) {
  const { function_to_call, output_variable, persona, foreach, join = 'all', timeout_seconds } = step;
  const list = typeof foreach === 'string' ? foreach : foreach?.items;
  const at_once = step.max_parallelism ?? (typeof foreach === 'object' ? foreach?.max_parallelism : null);
  return [
    ['Function', <code key="function">{function_to_call}</code>],
    ['', about && <span className="muted">{about}</span>],
    ['Output variable', output_variable && <code>{output_variable}</code>],
    ['Persona', persona],
    ['For each of', list && <code>{list}</code>],
    ['At once', list && at_once],
    ['Join', join === 'all' ? null : join],
    ['Timeout', `${durationText((timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000)} an attempt`],
    ['In all', step.total_timeout_seconds && durationText(step.total_timeout_seconds * 1000)],
  ].map(([name, value]) => [name, value === undefined || value === '' ? null : value]) as [string, ReactNode][];
}
function edgesOf(step_number: number, { edges, execution_order }: WorkflowGraph, onSelect: (n: number) => void) {
  const before = edges.filter(([, to]) => to === step_number).map(([from]) => from);
  const after = edges.filter(([from]) => from === step_number).map(([, to]) => to);
  const level = execution_order.findIndex((steps) => steps.includes(step_number)) + 1;
  return [
    ['Level', level || null],
    ['Waits for', before.length > 0 && <StepLinks steps={before} onSelect={onSelect} />],
    ['Needed by', after.length > 0 && <StepLinks steps={after} onSelect={onSelect} />],
  ] as [string, ReactNode][];
}
const ON_ERROR = {
  fail: 'the step fails',
  skip: 'the step is skipped',
  continue: 'it goes on with the fallback value',
} as const;
function failureOf({ error_handling = {} }: WorkflowStep): [string, ReactNode][] {
  const { on_error = 'fail', retry_count = 0, fallback_value, retry_on_transient_only = true } = error_handling;
  const retries = retry_count === 0 ? 'none' : `${retry_count}, after ${delaysText(error_handling)}`;
  return [
    ['Retries', retries],
    ['Of', retry_count > 0 && (retry_on_transient_only ? 'transient errors' : 'every error')],
    ['After them', ON_ERROR[on_error]],
    ['Fallback', fallback_value !== undefined && <code>{JSON.stringify(fallback_value)}</code>],
  ];
}
/** min(base * exponential_base^attempt, max), attempts counted from 1; with jitter 50 to 100 % of it. */
function delaysText(handling: ErrorHandling): string {
  const {
    retry_count = 0,
    base_delay_seconds = 1,
    max_delay_seconds = 60,
    exponential_base = 2,
    jitter = true,
  } = handling;
  const delays = Array.from({ length: Math.min(retry_count, 6) }, (_, retry) =>
    durationText(Math.min(base_delay_seconds * exponential_base ** (retry + 1), max_delay_seconds) * 1000),
  );
  const more = retry_count > delays.length ? ', …' : '';
  return `${delays.join(', ')}${more}${jitter ? ' (50 to 100 % of it)' : ''}`;
}
