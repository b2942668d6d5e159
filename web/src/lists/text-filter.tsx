/** A filter by a whole value: it applies on Enter, on leaving the field, and when a known value is chosen. */
import { type KeyboardEvent, useId, useState } from 'react';
import { Field } from '../design/field.js';
import { FilterInput } from './filter-input.js';

export interface TextFilterProps {
  label: string;
  value: string | undefined;
  onSet(value: string): void;
  /** Known values, to choose from. */
  known?: readonly string[];
  placeholder?: string;
}
export function TextFilter(props: TextFilterProps) {
  // Another value from outside, such as from the button that clears all filters, begins anew.
  return <TextFilterInput key={props.value ?? ''} {...props} />;
}
function TextFilterInput({ label, value = '', onSet, known, placeholder }: TextFilterProps) {
  const [text, setText] = useState(value);
  const list = useId();
  function apply(next: string): void {
    if (next.trim() !== value) onSet(next.trim());
  }
  function typed(next: string): void {
    setText(next);
    if (next === '' || known?.includes(next)) apply(next);
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') apply(text);
  };
  return (
    <Field label={label}>
      {(control) => (
        <>
          <FilterInput
            {...control}
            value={text}
            placeholder={placeholder}
            list={known ? list : undefined}
            onChange={(event) => typed(event.target.value)}
            onBlur={() => apply(text)}
            onKeyDown={onKeyDown}
          />
          {known && (
            <datalist id={list}>
              {known.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
