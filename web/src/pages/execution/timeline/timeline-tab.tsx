/** Steps over time, in the order in which they began; what made the whole take as long as it did is marked. */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Execution, StepRecord } from '../../../../../src/contracts/execution.js';
import type { WorkflowGraph } from '../../../../../src/contracts/graph.js';
import type { TimelineAttempt } from '../../../../../src/contracts/timeline.js';
import { timelineQuery } from '../../../api/queries.js';
import { EmptyState } from '../../../design/empty-state.js';
import { useNow } from '../../../design/use-now.js';
import { VirtualList } from '../../../design/virtual-list.js';
import { useSize } from '../../../graph/use-size.js';
import type { LiveExecution } from '../execution-reducer.js';
import { GanttRow } from './gantt-row.js';
import { measuredCriticalPath } from './measured-critical-path.js';
import { TimeAxis } from './time-axis-line.js';
import type { TimeRange } from './time-axis.js';
import { TimelineLegend } from './timeline-legend.js';
import './timeline-tab.css';

export interface TimelineTabProps {
  live: LiveExecution;
  graph: WorkflowGraph | undefined;
  selected: number | null;
  onSelect(step_number: number): void;
}
const ROW_HEIGHT = 26;
const NONE: readonly TimelineAttempt[] = [];

export function TimelineTab({ live, graph, selected, onSelect }: TimelineTabProps) {
  const { execution, attempt_starts } = live;
  const { steps, completed_at } = execution;
  const [onlyPath, setOnlyPath] = useState(false);
  const [frame, { width }] = useSize();
  const { data } = useQuery({ ...timelineQuery(execution.execution_id), staleTime: Infinity });
  const attempts = useMemo(() => new Map(data?.items.map((item) => [item.step_number, item.attempts])), [data]);
  const path = useMemo(() => new Set(graph ? measuredCriticalPath(steps, graph.edges) : []), [graph, steps]);
  const isMoving = completed_at === null && steps.some(({ status }) => status === 'running');
  const now = useNow(isMoving ? 250 : null);
  const range = rangeOf(execution, isMoving ? now : null);
  const rows = useMemo(() => begun(steps, onlyPath ? path : null), [steps, onlyPath, path]);
  if (rows.length === 0 && !onlyPath)
    return <EmptyState title="Nothing has begun">Steps appear here as soon as they run.</EmptyState>;
  return (
    <div className="timeline" ref={frame}>
      <TimelineLegend path={path.size} onlyPath={onlyPath} onChange={setOnlyPath} />
      <TimeAxis range={range} width={width} />
      <VirtualList
        label="Steps over time"
        className="timeline-rows"
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => rows[index]?.step_number ?? index}
        row={(index) => {
          const step = rows[index];
          if (!step) return null;
          const source = {
            step,
            attempts: attempts.get(step.step_number) ?? NONE,
            starts: attempt_starts,
            now: range.to,
          };
          const marks = { critical: path.has(step.step_number), selected: step.step_number === selected };
          return <GanttRow source={source} range={range} {...marks} onSelect={onSelect} />;
        }}
      />
    </div>
  );
}
function begun(steps: readonly StepRecord[], among: ReadonlySet<number> | null): StepRecord[] {
  return steps
    .filter(({ started_at, step_number }) => started_at !== null && (among?.has(step_number) ?? true))
    .sort((one, other) => ((one.started_at ?? '') < (other.started_at ?? '') ? -1 : 1));
}
/** To the end, or to now while something runs, or to the last thing that happened. */
function rangeOf({ started_at, created_at, completed_at, steps }: Execution, now: number | null): TimeRange {
  const from = Date.parse(started_at ?? created_at);
  const last = steps.reduce(
    (latest, step) => Math.max(latest, Date.parse(step.completed_at ?? step.started_at ?? '') || 0),
    from,
  );
  const to = completed_at !== null ? Math.max(last, Date.parse(completed_at)) : (now ?? last);
  return { from, to: Math.max(to, from + 1) };
}
