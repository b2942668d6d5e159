import type { FormField } from './form-field.js';
import type { PlacedFinding } from './input-findings.js';
import type { FormValue } from './input-value.js';

/** What the input of a field gets. */
export interface InputProps<Field extends FormField = FormField> {
  field: Field;
  value: FormValue;
  /** JSON Pointer of the value. */
  path: string;
  findings: readonly PlacedFinding[];
  onChange(value: FormValue): void;
}
