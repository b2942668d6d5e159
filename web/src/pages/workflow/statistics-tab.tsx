import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EXECUTION_STATUSES } from '../../../../src/contracts/execution.js';
import type { WorkflowVersion } from '../../../../src/contracts/workflow.js';
import type { StepStatistics, WorkflowStatistics } from '../../../../src/contracts/workflow-statistics.js';
import { workflowStatisticsQuery } from '../../api/queries.js';
import { Duration } from '../../design/duration.js';
import { EmptyState } from '../../design/empty-state.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { KeyValues } from '../../design/key-values.js';
import { Panel } from '../../design/panel.js';
import { Skeleton } from '../../design/skeleton.js';
import { STATUS_LOOKS } from '../../design/status.js';
import { type Column, Table } from '../../design/table.js';
import { DaysChoice } from '../../statistics/days-choice.js';
import { percentText } from '../../statistics/percent-text.js';
import { StepBar } from './step-bar.js';

const DEFAULT_DAYS = 30;
/** Rows that are drawn; a workflow may have 10,000 steps. The slowest come first there. */
const MAX_ROWS = 500;

export function StatisticsTab({ workflow: { deliverable_type } }: { workflow: WorkflowVersion }) {
  const [days, setDays] = useState(DEFAULT_DAYS);
  const query = useQuery({ ...workflowStatisticsQuery(deliverable_type, days), placeholderData: keepPreviousData });
  return (
    <div className="workflow-panels">
      <div>
        <DaysChoice days={days} onChoose={setDays} />
      </div>
      {query.error && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton label="Loading the statistics" lines={8} />}
      {query.data && <ShownStatistics statistics={query.data} />}
    </div>
  );
}
function ShownStatistics({ statistics }: { statistics: WorkflowStatistics }) {
  const { counts, success_rate, p50_duration_ms, p95_duration_ms, measured_speedup, sampled_executions } = statistics;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return <EmptyState title="It did not run in this time">Choose a longer one, or run it.</EmptyState>;
  const ofStatuses = EXECUTION_STATUSES.filter((status) => counts[status] > 0).map(
    (status) => [STATUS_LOOKS[status].word, counts[status].toLocaleString('en-GB')] as const,
  );
  return (
    <>
      <KeyValues
        row
        entries={[
          ['Executions', total.toLocaleString('en-GB')],
          ['Success rate', percentText(success_rate)],
          ['Duration p50', <Duration key="p50" ms={p50_duration_ms} />],
          ['Duration p95', <Duration key="p95" ms={p95_duration_ms} />],
          ['Measured speed-up', measured_speedup === null ? '–' : `${measured_speedup} ×`],
          ...ofStatuses,
        ]}
      />
      <Panel
        title="Steps"
        note={`durations of the newest ${sampled_executions.toLocaleString('en-GB')} closed executions`}
      >
        <StepTable steps={statistics.steps} />
      </Panel>
    </>
  );
}
function StepTable({ steps }: { steps: readonly StepStatistics[] }) {
  const longest = Math.max(1, ...steps.map(({ p95_ms }) => p95_ms ?? 0));
  const rows = steps.length <= MAX_ROWS ? steps : slowest(steps);
  const columns: readonly Column<StepStatistics>[] = [
    {
      id: 'number',
      header: '#',
      align: 'end',
      cell: ({ step_number }) => <span className="muted">{step_number}</span>,
    },
    { id: 'step', header: 'Step', cell: ({ step_name }) => step_name },
    {
      id: 'bar',
      header: 'p50 and p95',
      priority: 2,
      cell: ({ p50_ms, p95_ms }) => <StepBar p50_ms={p50_ms} p95_ms={p95_ms} longest_ms={longest} />,
    },
    { id: 'p50', header: 'p50', align: 'end', cell: ({ p50_ms }) => <Duration ms={p50_ms} /> },
    { id: 'p95', header: 'p95', align: 'end', cell: ({ p95_ms }) => <Duration ms={p95_ms} /> },
    { id: 'runs', header: 'Runs', align: 'end', priority: 2, cell: ({ runs }) => runs.toLocaleString('en-GB') },
    { id: 'retries', header: 'Retries', align: 'end', cell: ({ retries }) => <Count of={retries} tone="warning" /> },
    { id: 'failures', header: 'Failures', align: 'end', cell: ({ failures }) => <Count of={failures} tone="danger" /> },
  ];
  return (
    <>
      {rows.length < steps.length && (
        <p className="muted">
          The {MAX_ROWS} slowest of {steps.length.toLocaleString('en-GB')}
        </p>
      )}
      <Table
        caption="Steps and their durations"
        columns={columns}
        rows={rows}
        keyOf={(row) => String(row.step_number)}
      />
    </>
  );
}
const slowest = (steps: readonly StepStatistics[]): StepStatistics[] =>
  steps.toSorted((a, b) => (b.p50_ms ?? -1) - (a.p50_ms ?? -1)).slice(0, MAX_ROWS);

function Count({ of, tone }: { of: number; tone: 'warning' | 'danger' }) {
  if (of === 0) return <span className="muted">0</span>;
  return <span className={`workflow-count tone-${tone}`}>{of.toLocaleString('en-GB')}</span>;
}
