/** A text area for a JSON value, checked as it is typed. */
import type { ReactNode } from 'react';
import { Field } from './field.js';
import './json-editor.css';
import { keepIndent } from './keep-indent.js';
import { parseJson } from './json-text.js';

export interface JsonEditorProps {
  label: string;
  about?: ReactNode;
  text: string;
  onChange(text: string): void;
  /** An error that the reader of the value found; the one about its syntax goes before it. */
  error?: string | null;
  rows?: number;
  required?: boolean;
}
export function JsonEditor({
  label,
  about,
  text,
  onChange,
  error = null,
  rows = 10,
  required = false,
}: JsonEditorProps) {
  const parsed = parseJson(text);
  const wrong = parsed.ok ? error : text.trim() === '' && !required ? null : parsed.message;
  return (
    <Field label={label} about={about} error={wrong} required={required}>
      {(control) => (
        <textarea
          {...control}
          className="input json-editor"
          spellCheck={false}
          rows={rows}
          value={text}
          onKeyDown={(event) => keepIndent(event, onChange)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
