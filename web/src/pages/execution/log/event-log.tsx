/** What happened, event by event. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ExecutionEvent } from '../../../../../src/contracts/events.js';
import { EmptyState } from '../../../design/empty-state.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonView } from '../../../design/json-view.js';
import { Skeleton } from '../../../design/skeleton.js';
import { VirtualList, type VirtualListHandle } from '../../../design/virtual-list.js';
import type { LiveExecution } from '../execution-reducer.js';
import type { LiveRecord } from '../live-record.js';
import { type EventFilter, matches } from './event-filter.js';
import './event-log.css';
import { EventLogFilter } from './event-log-filter.js';
import { EventRow } from './event-row.js';
import { useEventLog } from './use-event-log.js';

export interface EventLogProps {
  live: LiveExecution;
  record: LiveRecord;
  selected: number | null;
  onSelect(step_number: number): void;
}
export function EventLog({ live, record, selected, onSelect }: EventLogProps) {
  const { execution, last_seq } = live;
  const { events, loading, error, retry } = useEventLog(execution.execution_id, record, last_seq);
  const [kind, setKind] = useState<EventFilter['kind']>('usual');
  const [ofStep, setOfStep] = useState(false);
  const [follows, setFollows] = useState(execution.completed_at === null);
  const [opened, setOpened] = useState<number | null>(null);
  const list = useRef<VirtualListHandle>(null);
  const step_number = ofStep ? selected : null;
  const shown = useMemo(
    () => events.filter((event) => matches({ kind, step_number }, event)),
    [events, kind, step_number],
  );
  useEffect(() => {
    if (follows) list.current?.scrollToEnd();
  }, [follows, shown.length]);
  const open = opened === null ? undefined : events.find(({ seq }) => seq === opened);
  if (error) return <ErrorNotice error={error} onRetry={retry} />;
  if (loading) return <Skeleton label="Loading the events" lines={8} />;
  return (
    <div className="event-log">
      <EventLogFilter
        {...{ kind, ofStep, follows, selected, count: shown.length }}
        onKind={setKind}
        onOfStep={setOfStep}
        onFollow={setFollows}
      />
      {shown.length === 0 && <EmptyState title="No event is like that" />}
      <VirtualList
        ref={list}
        label="Events"
        count={shown.length}
        rowHeight={28}
        keyOf={(index) => shown[index]?.seq ?? index}
        onScroll={(atEnd) => follows && !atEnd && setFollows(false)}
        row={(index) => {
          const event = shown[index];
          if (!event) return null;
          return <EventRow event={event} names={live.execution.steps} open={event.seq === opened} onOpen={setOpened} />;
        }}
      />
      {open && <OpenEvent event={open} onSelect={onSelect} />}
    </div>
  );
}
function OpenEvent({ event, onSelect }: { event: ExecutionEvent; onSelect(step_number: number): void }) {
  return (
    <section className="event-log-open" aria-label={`Event ${event.seq}`}>
      {'step_number' in event && (
        <button type="button" className="banner-step" onClick={() => onSelect(event.step_number)}>
          Step {event.step_number}
        </button>
      )}
      <JsonView value={{ ...event } as never} what="event" />
    </section>
  );
}
