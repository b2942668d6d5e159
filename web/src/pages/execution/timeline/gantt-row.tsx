import { classNames } from '../../../design/class-names.js';
import { durationText } from '../../../design/duration-text.js';
import { RowButton } from '../../../design/row-button.js';
import { type BarSource, barsOf } from './gantt-bars.js';
import { percentAt, type TimeRange } from './time-axis.js';

export interface GanttRowProps {
  source: BarSource;
  range: TimeRange;
  critical: boolean;
  selected: boolean;
  onSelect(step_number: number): void;
}
export function GanttRow({ source, range, critical, selected, onSelect }: GanttRowProps) {
  const { step } = source;
  const { step_number, step_name, status } = step;
  const bars = barsOf(source);
  const [first, last] = [bars[0], bars.at(-1)];
  const took = first && last ? durationText(last.to - first.from) : '';
  return (
    <RowButton
      chosen={selected}
      className={classNames('gantt-row', critical && 'gantt-row-critical')}
      onClick={() => onSelect(step_number)}
    >
      <span className="gantt-name" title={step_name}>
        <span className="gantt-number">{step_number}</span>
        {step_name}
        {critical && <span className="visually-hidden">, on the critical path</span>}
      </span>
      <span className="gantt-track">
        {bars.map((bar, index) => (
          <span
            key={index}
            className={`gantt-bar gantt-bar-${bar.kind}`}
            title={`${bar.words} (${durationText(bar.to - bar.from)})`}
            style={{
              left: `${percentAt(range, bar.from)}%`,
              width: `${percentAt(range, bar.to) - percentAt(range, bar.from)}%`,
            }}
          />
        ))}
        {last && <TookLabel took={took} left={percentAt(range, first?.from ?? 0)} right={percentAt(range, last.to)} />}
      </span>
      <span className="visually-hidden">
        {status}, {took}
      </span>
    </RowButton>
  );
}
/** After the bar, or before it where there is no room. */
function TookLabel({ took, left, right }: { took: string; left: number; right: number }) {
  const place = right < 85 ? { left: `calc(${right}% + 6px)` } : { right: `calc(${100 - left}% + 6px)` };
  const isInside = right >= 85 && left < 15;
  return (
    <span
      className={classNames('gantt-took', isInside && 'gantt-took-inside')}
      aria-hidden="true"
      style={isInside ? { right: '6px' } : place}
    >
      {took}
    </span>
  );
}
