import { durationText } from '../../../design/duration-text.js';
import { percentAt, ticksOf, type TimeRange } from './time-axis.js';

/** Room for a label, in px. */
const LABEL = 90;

export function TimeAxis({ range, width }: { range: TimeRange; width: number }) {
  const ticks = ticksOf(range, Math.max(2, Math.floor(width / LABEL / 1.3)));
  return (
    <div className="gantt-axis" aria-hidden="true">
      <span className="gantt-name" />
      <span className="gantt-track">
        {ticks.map((tick) => (
          <span key={tick} className="gantt-tick" style={{ left: `${percentAt(range, range.from + tick)}%` }}>
            {tick === 0 ? '0' : durationText(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
