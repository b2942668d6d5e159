/** A filter by time: a span up to now, or from and to a moment. */
import { useState } from 'react';
import { Field } from '../design/field.js';
import { isoText, isSpan, localText, SPANS } from './time-range.js';

export interface TimeFilterProps {
  label: string;
  since: string | undefined;
  until?: string | undefined;
  /** Without it the list knows no end. */
  hasUntil?: boolean;
  onSet(range: { since: string; until: string }): void;
}
const CUSTOM = 'custom';

export function TimeFilter({ label, since, until, hasUntil = false, onSet }: TimeFilterProps) {
  const [wantsCustom, setWantsCustom] = useState(false);
  const isMoment = until !== undefined || (since !== undefined && !isSpan(since));
  const chosen = isMoment || (wantsCustom && since === undefined) ? CUSTOM : (since ?? '');
  function choose(value: string): void {
    setWantsCustom(value === CUSTOM);
    onSet({ since: value === CUSTOM ? '' : value, until: '' });
  }
  const momentOf = (text: string | undefined): string => (text !== undefined && isSpan(text) ? '' : localText(text));
  return (
    <>
      <Field label={label}>
        {(control) => (
          <select {...control} className="input" value={chosen} onChange={(event) => choose(event.target.value)}>
            <option value="">Any time</option>
            {SPANS.map(([span, word]) => (
              <option key={span} value={span}>
                {word}
              </option>
            ))}
            <option value={CUSTOM}>{hasUntil ? 'From … to …' : 'From …'}</option>
          </select>
        )}
      </Field>
      {chosen === CUSTOM && (
        <Moment label="From" value={momentOf(since)} onSet={(iso) => onSet({ since: iso, until: until ?? '' })} />
      )}
      {chosen === CUSTOM && hasUntil && (
        <Moment label="To" value={momentOf(until)} onSet={(iso) => onSet({ since: since ?? '', until: iso })} />
      )}
    </>
  );
}
function Moment({ label, value, onSet }: { label: string; value: string; onSet(iso: string): void }) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          key={value}
          className="input"
          type="datetime-local"
          defaultValue={value}
          onChange={(event) => event.target.value !== value && onSet(isoText(event.target.value))}
        />
      )}
    </Field>
  );
}
