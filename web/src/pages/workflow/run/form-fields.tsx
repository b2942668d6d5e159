/** The fields of an input, each by its kind. */
import type { FormField } from './form-field.js';
import { ChoiceInput, NumberInput, SwitchInput, TextInput } from './scalar-inputs.js';
import { JsonInput } from './json-input.js';
import { ListInput } from './list-input.js';
import { pointerTo } from './input-findings.js';
import type { InputProps } from './input-props.js';
import { memberOf, withMember } from './input-value.js';

export interface FormFieldsProps extends Omit<InputProps, 'field'> {
  fields: readonly FormField[];
}
export function FormFields({ fields, value, path, findings, onChange }: FormFieldsProps) {
  return fields.map((field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={memberOf(value, field.name)}
      path={pointerTo(path, field.name)}
      findings={findings}
      onChange={(member) => onChange(withMember(value, field.name, member))}
    />
  ));
}
export function FieldInput({ field, ...place }: InputProps) {
  switch (field.kind) {
    case 'text':
      return <TextInput field={field} {...place} />;
    case 'number':
      return <NumberInput field={field} {...place} />;
    case 'choice':
      return <ChoiceInput field={field} {...place} />;
    case 'switch':
      return <SwitchInput field={field} {...place} />;
    case 'json':
      return <JsonInput field={field} {...place} />;
    case 'list':
      return <ListInput field={field} Item={FieldInput} {...place} />;
    case 'group':
      return (
        <fieldset className="run-group">
          <legend>{field.label}</legend>
          {field.about && <p className="field-about">{field.about}</p>}
          <div className="run-fields">
            <FormFields fields={field.fields} {...place} />
          </div>
        </fieldset>
      );
    default:
      return field satisfies never;
  }
}
