import type { ReactNode } from 'react';
import { Field } from './field.js';

export interface NumberFieldProps {
  label: string;
  about?: ReactNode;
  min: number;
  max?: number;
  /** As it was typed. */
  value: string;
  onChange(text: string): void;
}
/** A whole number as it is typed, also while it is none. */
export function NumberField({ label, about, min, max, value, onChange }: NumberFieldProps) {
  return (
    <Field label={label} about={about}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="number"
          min={min}
          max={max}
          step={1}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
