import type { ExecutionEvent } from '../../../../../src/contracts/events.js';
import type { StepRecord } from '../../../../../src/contracts/execution.js';
import { Icon } from '../../../design/icon.js';
import { RowButton } from '../../../design/row-button.js';
import { Time } from '../../../design/time.js';
import { indexOfStep } from '../execution-reducer.js';
import { EVENT_LOOKS, eventWords } from './event-words.js';

export interface EventRowProps {
  event: ExecutionEvent;
  names: readonly StepRecord[];
  open: boolean;
  onOpen(seq: number | null): void;
}
export function EventRow({ event, names, open, onOpen }: EventRowProps) {
  const { word, icon, tone } = EVENT_LOOKS[event.event];
  const step = 'step_number' in event ? names[indexOfStep(names, event.step_number)] : undefined;
  const words = eventWords(event);
  return (
    <RowButton chosen={open} className="event-row" aria-expanded={open} onClick={() => onOpen(open ? null : event.seq)}>
      <span className="event-row-seq">{event.seq}</span>
      <span className="event-row-time">
        <Time at={event.timestamp} exact />
      </span>
      <span className={`event-row-kind tone-${tone}`}>
        <Icon name={icon} />
        {word}
      </span>
      <span className="event-row-words" title={words}>
        {step && (
          <span className="event-row-step">
            {step.step_number} {step.step_name}
          </span>
        )}
        {words}
      </span>
    </RowButton>
  );
}
