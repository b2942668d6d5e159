import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { classNames } from '../design/class-names.js';
import { Icon } from '../design/icon.js';
import { STATUS_LOOKS } from '../design/status.js';
import type { Direction } from './graph-layout.js';
import type { GraphStep } from './graph-step.js';
import './step-node.css';

export type StepNodeData = {
  step: GraphStep;
  critical: boolean;
  selected: boolean;
  direction: Direction;
  onSelect(step_number: number): void;
};
export type StepFlowNode = Node<StepNodeData, 'step'>;

export const StepNode = memo(function StepNode({ data }: NodeProps<StepFlowNode>) {
  const { step, critical, selected, direction, onSelect } = data;
  const { step_number, step_name, status, percent, note } = step;
  const look = status && STATUS_LOOKS[status];
  const tone = `tone-${look?.tone ?? 'neutral'}`;
  const names = classNames('step-node', tone, critical && 'step-node-critical', status && `step-node-${status}`);
  return (
    <button
      type="button"
      className={names}
      aria-pressed={selected}
      title={`${step_number} ${step_name}`}
      onClick={() => onSelect(step_number)}
    >
      <Handle type="target" position={direction === 'LR' ? Position.Left : Position.Top} isConnectable={false} />
      <span className="step-node-name">
        <span className="step-node-number">{step_number}</span> {step_name}
      </span>
      <span className="step-node-state">
        {look ? (
          <>
            <Icon name={look.icon} />
            {look.word}
            {percent !== undefined && ` ${Math.round(percent)} %`}
            {note && <span className="step-node-note">{note}</span>}
          </>
        ) : (
          <span className="step-node-function">{step.function}</span>
        )}
        {critical && <span className="visually-hidden">on the critical path</span>}
      </span>
      {percent !== undefined && <span className="step-node-progress" style={{ width: `${percent}%` }} />}
      <Handle type="source" position={direction === 'LR' ? Position.Right : Position.Bottom} isConnectable={false} />
    </button>
  );
});
