import { useState } from 'react';
import { Field } from '../../../design/field.js';
import { FieldLabel } from './field-label.js';
import type { ChoiceField, NumberField, SwitchField, TextField } from './form-field.js';
import type { InputProps } from './input-props.js';
import { messageAt } from './input-findings.js';

export function TextInput({ field, value, path, findings, onChange }: InputProps<TextField>) {
  const { about, required, example, fallback, long, secret } = field;
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const hint = example ?? (typeof fallback === 'string' ? fallback : undefined);
  const common = {
    className: 'input',
    'data-path': path,
    value: text,
    placeholder: hint,
    spellCheck: false,
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value === '' && !required ? undefined : event.target.value),
  };
  return (
    <Field label={<FieldLabel field={field} />} about={about} required={required} error={messageAt(findings, path)}>
      {(control) =>
        long ? (
          <textarea {...control} {...common} />
        ) : (
          <input {...control} {...common} type={secret ? 'password' : 'text'} autoComplete="off" />
        )
      }
    </Field>
  );
}
export function NumberInput({ field, value, path, findings, onChange }: InputProps<NumberField>) {
  const { about, required, example, unit, min, max, step } = field;
  const [text, setText] = useState(value === undefined || value === null ? '' : String(value));
  function typed(next: string): void {
    setText(next);
    // What is no number goes out as it was typed, and the server says so.
    onChange(next.trim() === '' ? undefined : Number.isFinite(Number(next)) ? Number(next) : next);
  }
  const bounds = boundsText(field);
  return (
    <Field
      label={<FieldLabel field={field} />}
      about={[about, bounds].filter(Boolean).join(' · ')}
      required={required}
      error={messageAt(findings, path)}
    >
      {(control) => (
        <span className="run-number">
          <input
            {...control}
            className="input"
            data-path={path}
            type="number"
            inputMode={step === 1 ? 'numeric' : 'decimal'}
            min={min ?? undefined}
            max={max ?? undefined}
            step={step ?? 'any'}
            value={text}
            placeholder={example ?? undefined}
            onChange={(event) => typed(event.target.value)}
          />
          {unit !== null && <span className="run-unit">{unit}</span>}
        </span>
      )}
    </Field>
  );
}
function boundsText({ min, max, above_min, below_max }: NumberField): string | null {
  if (min !== null && max !== null && !above_min && !below_max) return `${min} to ${max}`;
  const low = min === null ? null : `${above_min ? 'more than' : 'at least'} ${min}`;
  const high = max === null ? null : `${below_max ? 'less than' : 'at most'} ${max}`;
  return low === null && high === null ? null : [low, high].filter(Boolean).join(', ');
}
export function ChoiceInput({ field, value, path, findings, onChange }: InputProps<ChoiceField>) {
  const { about, required, choices } = field;
  const chosen = choices.findIndex((choice) => JSON.stringify(choice) === JSON.stringify(value));
  return (
    <Field label={<FieldLabel field={field} />} about={about} required={required} error={messageAt(findings, path)}>
      {(control) => (
        <select
          {...control}
          className="input"
          data-path={path}
          value={chosen}
          onChange={(event) => onChange(choices[Number(event.target.value)])}
        >
          {(chosen < 0 || !required) && <option value={-1}>{required ? 'Choose…' : 'not given'}</option>}
          {choices.map((choice, index) => (
            <option key={index} value={index}>
              {typeof choice === 'string' ? choice : JSON.stringify(choice)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
export function SwitchInput({ field, value, path, findings, onChange }: InputProps<SwitchField>) {
  return (
    <div className="run-switch">
      <Field label={<FieldLabel field={field} />} about={field.about} error={messageAt(findings, path)}>
        {(control) => (
          <input
            {...control}
            data-path={path}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
        )}
      </Field>
    </div>
  );
}
