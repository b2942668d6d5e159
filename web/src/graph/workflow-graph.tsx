/**
 * The graph of a workflow or an execution: single steps where they can be told apart, otherwise its levels with how
 * many steps of each stand how.
 */
import { lazy, Suspense, useMemo, useState } from 'react';
import type { WorkflowGraph } from '../../../src/contracts/graph.js';
import { countText } from '../design/count-text.js';
import { Skeleton } from '../design/skeleton.js';
import type { FlowGraphProps } from './flow-graph.js';
import { directionFor } from './graph-direction.js';
import type { Direction } from './graph-layout.js';
import type { GraphStep } from './graph-step.js';
import { LevelMap } from './level-map.js';
import { useSize } from './use-size.js';
import './workflow-graph.css';

const FlowGraph = lazy(() => import('./flow-graph.js'));

export interface WorkflowGraphViewProps {
  graph: WorkflowGraph;
  /** Ascending by step_number. */
  steps: readonly GraphStep[];
  selected: number | null;
  onSelect(step_number: number): void;
  /** The path to mark; by default the graph's own. */
  criticalPath?: readonly number[];
}
/** Beyond these, single steps are no longer told apart. */
const MAX_STEPS = 320;
const MAX_EDGES = 1_200;

export function WorkflowGraphView({ graph, steps, selected, onSelect, criticalPath }: WorkflowGraphViewProps) {
  const isLarge = graph.total_steps > MAX_STEPS || graph.edges.length > MAX_EDGES;
  const [byLevel, setByLevel] = useState(isLarge);
  const path = criticalPath ?? graph.critical_path;
  const critical = useMemo(() => new Set(path), [path]);
  const about = `${countText(graph.total_steps)} steps in ${graph.max_depth} levels, at most ${graph.max_width} at once`;
  return (
    <div className="workflow-graph">
      <div className="workflow-graph-head">
        <p className="muted">
          {about} · critical path {path.length} steps
        </p>
        {!isLarge && <ViewSwitch byLevel={byLevel} onChange={setByLevel} />}
      </div>
      {byLevel ? (
        <LevelMap graph={graph} steps={steps} critical={critical} selected={selected} onSelect={onSelect} />
      ) : (
        <Suspense fallback={<Skeleton label="Loading the graph" height={240} />}>
          <MeasuredFlow {...{ graph, steps, critical, selected, onSelect }} />
        </Suspense>
      )}
    </div>
  );
}
/** The direction is chosen for the room that there is at first: a graph that turns is not known again. */
function MeasuredFlow(props: Omit<FlowGraphProps, 'direction' | 'frame'>) {
  const [element, frame] = useSize();
  const [direction, setDirection] = useState<Direction | null>(null);
  if (direction === null && frame.width > 0) setDirection(directionFor(props.graph, frame));
  return (
    <div className="workflow-graph-flow" ref={element}>
      {direction && <FlowGraph {...props} direction={direction} frame={frame} />}
    </div>
  );
}
interface SwitchProps {
  byLevel: boolean;
  onChange(byLevel: boolean): void;
}
function ViewSwitch({ byLevel, onChange }: SwitchProps) {
  return (
    <div className="workflow-graph-switch" role="group" aria-label="Show as">
      <button type="button" aria-pressed={!byLevel} onClick={() => onChange(false)}>
        Steps
      </button>
      <button type="button" aria-pressed={byLevel} onClick={() => onChange(true)}>
        Levels
      </button>
    </div>
  );
}
