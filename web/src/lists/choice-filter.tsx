import { Field } from '../design/field.js';

export interface ChoiceFilterProps {
  label: string;
  value: string | undefined;
  /** The word of no filter: "Any status". */
  any: string;
  choices: readonly (readonly [value: string, word: string])[];
  onSet(value: string): void;
}
export function ChoiceFilter({ label, value = '', any, choices, onSet }: ChoiceFilterProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onSet(event.target.value)}>
          <option value="">{any}</option>
          {choices.map(([choice, word]) => (
            <option key={choice} value={choice}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
