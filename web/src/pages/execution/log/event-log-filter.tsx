import { countText } from '../../../design/count-text.js';
import { EVENT_KINDS, type EventKind } from './event-filter.js';

export interface EventLogFilterProps {
  kind: EventKind;
  ofStep: boolean;
  follows: boolean;
  selected: number | null;
  count: number;
  onKind(kind: EventKind): void;
  onOfStep(ofStep: boolean): void;
  onFollow(follows: boolean): void;
}
export function EventLogFilter({ kind, ofStep, follows, selected, count, ...changed }: EventLogFilterProps) {
  const { onKind, onOfStep, onFollow } = changed;
  return (
    <div className="event-log-filter">
      <select
        className="input input-inline"
        aria-label="Kinds of events"
        value={kind}
        onChange={(event) => onKind(event.currentTarget.value as EventKind)}
      >
        {Object.entries(EVENT_KINDS).map(([id, { word }]) => (
          <option key={id} value={id}>
            {word}
          </option>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={ofStep && selected !== null}
          disabled={selected === null}
          onChange={(event) => onOfStep(event.currentTarget.checked)}
        />
        {selected === null ? 'Only the chosen step' : `Only step ${selected}`}
      </label>
      <label>
        <input type="checkbox" checked={follows} onChange={(event) => onFollow(event.currentTarget.checked)} />
        Follow the newest
      </label>
      <span className="muted">{countText(count)} events</span>
    </div>
  );
}
