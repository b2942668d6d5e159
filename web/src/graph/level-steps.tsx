/** The steps of one level as a list. */
import { RowButton } from '../design/row-button.js';
import { StatusBadge } from '../design/status-badge.js';
import { VirtualList } from '../design/virtual-list.js';
import type { GraphStep } from './graph-step.js';
import type { LevelCounts } from './level-counts.js';

export interface LevelStepsProps {
  level: LevelCounts;
  stepOf: ReadonlyMap<number, GraphStep>;
  critical: ReadonlySet<number>;
  selected: number | null;
  onSelect(step_number: number): void;
}
const ROW_HEIGHT = 28;

export function LevelSteps({ level, stepOf, critical, selected, onSelect }: LevelStepsProps) {
  const steps = level.steps.flatMap((number) => stepOf.get(number) ?? []);
  return (
    <div className="level-map-steps">
      <h2>
        Level {level.level} <span className="muted">{steps.length} steps</span>
      </h2>
      <VirtualList
        key={level.level}
        startAt={steps.findIndex(({ step_number }) => step_number === selected)}
        label={`Steps of level ${level.level}`}
        count={steps.length}
        rowHeight={ROW_HEIGHT}
        keyOf={(index) => steps[index]?.step_number ?? index}
        row={(index) => {
          const step = steps[index];
          if (!step) return null;
          const { step_number, step_name, status, percent, note } = step;
          return (
            <RowButton chosen={step_number === selected} onClick={() => onSelect(step_number)}>
              <span className="level-map-number">{step_number}</span>
              <span className="level-map-name">{step_name}</span>
              {critical.has(step_number) && <span className="level-map-critical">critical</span>}
              <span className="muted">{percent === undefined ? note : `${Math.round(percent)} %`}</span>
              {status && <StatusBadge status={status} plain />}
            </RowButton>
          );
        }}
      />
    </div>
  );
}
