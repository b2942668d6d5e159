import type { FormField } from './form-field.js';

/** The title, and the name by which the document and the findings know it. */
export function FieldLabel({ field: { label, name } }: { field: FormField }) {
  return (
    <>
      {label}
      {label !== name && name !== '' && <code className="run-field-name">{name}</code>}
    </>
  );
}
