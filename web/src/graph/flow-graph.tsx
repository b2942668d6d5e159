/** A graph of single steps, drawn by xyflow. Loaded only where one is shown. */
import { Controls, type Edge, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo, useState } from 'react';
import type { WorkflowGraph } from '../../../src/contracts/graph.js';
import './flow-graph.css';
import { type Direction, layoutGraph, NODE_HEIGHT, NODE_WIDTH, type Places } from './graph-layout.js';
import type { GraphStep } from './graph-step.js';
import type { FrameSize } from './frame-size.js';
import { type StepFlowNode, StepNode } from './step-node.js';

export interface FlowGraphProps {
  graph: WorkflowGraph;
  steps: readonly GraphStep[];
  critical: ReadonlySet<number>;
  selected: number | null;
  onSelect(step_number: number): void;
  direction: Direction;
  /** What it is shown in; when that changes, the graph is made to fit again, unless somebody has moved it. */
  frame: FrameSize;
}
const NODE_TYPES = { step: StepNode };
const FIT = { padding: 0.06, maxZoom: 1, minZoom: 0.45 };

export default function FlowGraph(props: FlowGraphProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}
function Flow({ graph, steps, critical, selected, onSelect, direction, frame }: FlowGraphProps) {
  const [isMoved, setMoved] = useState(false);
  const { fitView } = useReactFlow();
  const { width, height } = frame;
  useEffect(() => {
    if (!isMoved) void fitView(FIT);
  }, [fitView, isMoved, width, height]);
  const places = useMemo(() => layoutGraph(graph.execution_order.flat(), graph.edges, direction), [graph, direction]);
  const nodes = useNodes({ places, steps, critical, selected, onSelect, direction });
  const edges = useMemo(() => edgesOf(graph, critical), [graph, critical]);
  return (
    <ReactFlow
      className="flow-graph"
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      fitView
      fitViewOptions={FIT}
      minZoom={0.1}
      maxZoom={1.6}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      onlyRenderVisibleElements={nodes.length > 100}
      onMoveStart={(event) => event && setMoved(true)}
      preventScrolling={false}
      zoomOnScroll={false}
      zoomActivationKeyCode={['Control', 'Meta']}
    >
      <Controls showInteractive={false} fitViewOptions={FIT} onFitView={() => setMoved(false)} />
    </ReactFlow>
  );
}
interface NodeInputs extends Omit<FlowGraphProps, 'graph' | 'frame'> {
  places: Places;
}
/** A step that has not changed keeps its node, so that only what changes is drawn again. */
function useNodes({ places, steps, critical, selected, onSelect, direction }: NodeInputs): StepFlowNode[] {
  // Anew for another layout or path, whose nodes are none of these.
  const cache = useMemo(
    () => ({ of: { places, critical, onSelect, direction }, nodes: new Map<number, StepFlowNode>() }),
    [places, critical, onSelect, direction],
  );
  return useMemo(
    () =>
      steps.flatMap((step) => {
        const place = places.get(step.step_number);
        if (!place) return [];
        const isSelected = step.step_number === selected;
        const before = cache.nodes.get(step.step_number);
        if (before && before.data.step === step && before.data.selected === isSelected) return [before];
        const data = { step, critical: critical.has(step.step_number), selected: isSelected, direction, onSelect };
        const size = { width: NODE_WIDTH, height: NODE_HEIGHT };
        const node: StepFlowNode = { id: String(step.step_number), type: 'step', position: place, data, ...size };
        cache.nodes.set(step.step_number, node);
        return [node];
      }),
    [steps, places, selected, cache, critical, direction, onSelect],
  );
}
function edgesOf({ edges }: WorkflowGraph, critical: ReadonlySet<number>): Edge[] {
  return edges.map(([from, to]) => ({
    id: `${from}-${to}`,
    source: String(from),
    target: String(to),
    className: critical.has(from) && critical.has(to) ? 'flow-graph-critical' : '',
  }));
}
