/** A text area for a JSON value, checked as it is typed. */
import type { KeyboardEvent, ReactNode } from 'react';
import { Field } from './field.js';
import './json-editor.css';
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
  function indent(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
    const space = /^\s*/.exec(line)?.[0] ?? '';
    if (space === '') return;
    event.preventDefault();
    event.currentTarget.setRangeText(`\n${space}`, selectionStart, selectionEnd, 'end');
    onChange(event.currentTarget.value);
  }
  return (
    <Field label={label} about={about} error={wrong} required={required}>
      {(control) => (
        <textarea
          {...control}
          className="input json-editor"
          spellCheck={false}
          rows={rows}
          value={text}
          onKeyDown={indent}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
