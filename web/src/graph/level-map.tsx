/** A large graph: a row for each level with its steps by status; the steps of the chosen level beside it. */
import { useMemo, useState } from 'react';
import type { WorkflowGraph } from '../../../src/contracts/graph.js';
import { RowButton } from '../design/row-button.js';
import { type ShownStatus, STATUS_LOOKS } from '../design/status.js';
import { VirtualList } from '../design/virtual-list.js';
import type { GraphStep } from './graph-step.js';
import { type LevelCounts, levelCounts } from './level-counts.js';
import './level-map.css';
import { LevelSteps } from './level-steps.js';

export interface LevelMapProps {
  graph: WorkflowGraph;
  steps: readonly GraphStep[];
  critical: ReadonlySet<number>;
  selected: number | null;
  onSelect(step_number: number): void;
}
const ROW_HEIGHT = 30;

export function LevelMap({ graph, steps, critical, selected, onSelect }: LevelMapProps) {
  const byNumber = useMemo(() => new Map(steps.map((step) => [step.step_number, step])), [steps]);
  const levels = useMemo(() => levelCounts(graph.execution_order, (number) => byNumber.get(number)), [graph, byNumber]);
  const levelOfSelected = levels.find((level) => selected !== null && level.steps.includes(selected))?.level;
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? levelOfSelected ?? firstAtWork(levels);
  const level = levels[shown - 1];
  return (
    <div className="level-map">
      <VirtualList
        className="level-map-levels"
        label="Levels"
        count={levels.length}
        rowHeight={ROW_HEIGHT}
        startAt={shown - 1}
        keyOf={(index) => index}
        row={(index) => {
          const one = levels[index];
          return one && <LevelRow level={one} chosen={one.level === shown} onChoose={setChosen} />;
        }}
      />
      {level && (
        <LevelSteps level={level} stepOf={byNumber} critical={critical} selected={selected} onSelect={onSelect} />
      )}
    </div>
  );
}
/** Where something failed, or else the first that is not over; the first of all where all are. */
function firstAtWork(levels: readonly LevelCounts[]): number {
  const has = (...statuses: ShownStatus[]) =>
    levels.find(({ counts }) => counts.some(([status]) => statuses.includes(status)))?.level;
  return has('failed') ?? has('running', 'waiting', 'pending') ?? 1;
}
interface RowProps {
  level: LevelCounts;
  chosen: boolean;
  onChoose(level: number): void;
}
function LevelRow({ level, chosen, onChoose }: RowProps) {
  const { counts, steps } = level;
  const words = counts.map(([status, count]) => `${count} ${STATUS_LOOKS[status].word.toLowerCase()}`).join(', ');
  return (
    <RowButton chosen={chosen} aria-expanded={chosen} onClick={() => onChoose(level.level)}>
      <span className="level-map-number">Level {level.level}</span>
      <span className="level-map-bar" aria-hidden="true">
        {counts.map(([status, count]) => (
          <span
            key={status}
            className={`level-map-part tone-${STATUS_LOOKS[status].tone} level-map-${status}`}
            style={{ flexGrow: count }}
          />
        ))}
      </span>
      <span className="level-map-words" title={words}>
        {words === '' ? `${steps.length} steps` : words}
      </span>
    </RowButton>
  );
}
