import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WorkflowGraph } from '../../../../src/contracts/graph.js';
import { ErrorNotice } from '../../design/error-notice.js';
import { Skeleton } from '../../design/skeleton.js';
import type { GraphStep } from '../../graph/graph-step.js';
import { WorkflowGraphView } from '../../graph/workflow-graph.js';
import type { LiveExecution } from './execution-reducer.js';
import { measuredCriticalPath } from './timeline/measured-critical-path.js';

export interface GraphTabProps {
  graph: UseQueryResult<WorkflowGraph>;
  steps: readonly GraphStep[];
  live: LiveExecution;
  selected: number | null;
  onSelect(step_number: number): void;
}
/** Marks the path that took longest once it is over, and until then the longest by number of steps. */
export function GraphTab({ graph, steps, live, selected, onSelect }: GraphTabProps) {
  const { completed_at, steps: records } = live.execution;
  const measured = useMemo(
    () => (completed_at !== null && graph.data ? measuredCriticalPath(records, graph.data.edges) : null),
    [completed_at, records, graph.data],
  );
  if (graph.error) return <ErrorNotice error={graph.error} onRetry={() => void graph.refetch()} />;
  if (!graph.data) return <Skeleton label="Loading the graph" height={300} />;
  const path = measured && measured.length > 0 ? { criticalPath: measured } : {};
  return <WorkflowGraphView graph={graph.data} steps={steps} selected={selected} onSelect={onSelect} {...path} />;
}
