/** What a form shows for one place of an input: made from its JSON Schema. */
import type { Json } from '../../../../../src/contracts/json.js';

export interface FieldHead {
  /** Of the property; of a list's item its place. */
  name: string;
  label: string;
  about: string | null;
  /** Of a number, such as `kN/m`. */
  unit: string | null;
  required: boolean;
  /** What stands there when nothing is given; undefined without a default. */
  fallback: Json | undefined;
  /** As a hint in an empty control. */
  example: string | null;
}
export interface TextField extends FieldHead {
  kind: 'text';
  long: boolean;
  secret: boolean;
}
export interface NumberField extends FieldHead {
  kind: 'number';
  min: number | null;
  max: number | null;
  /** The bound itself is not allowed. */
  above_min: boolean;
  below_max: boolean;
  /** Null for any. */
  step: number | null;
}
export interface ChoiceField extends FieldHead {
  kind: 'choice';
  choices: Json[];
}
export interface SwitchField extends FieldHead {
  kind: 'switch';
}
export interface ListField extends FieldHead {
  kind: 'list';
  item: FormField;
  max_items: number | null;
}
export interface GroupField extends FieldHead {
  kind: 'group';
  fields: FormField[];
}
/** What no form is made for: any JSON. */
export interface JsonField extends FieldHead {
  kind: 'json';
}
export type FormField = TextField | NumberField | ChoiceField | SwitchField | ListField | GroupField | JsonField;
