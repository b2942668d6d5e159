import { useState } from 'react';
import { JsonEditor } from '../../../design/json-editor.js';
import { jsonText, parseJson } from '../../../design/json-text.js';
import type { JsonField } from './form-field.js';
import type { InputProps } from './input-props.js';
import { messageWithin } from './input-findings.js';

/** Text that is no JSON stands for nothing, and says so. */
export function JsonInput({ field, value, path, findings, onChange }: InputProps<JsonField>) {
  const [text, setText] = useState(value === undefined ? '' : jsonText(value));
  function typed(next: string): void {
    setText(next);
    const parsed = parseJson(next);
    onChange(parsed.ok ? parsed.value : undefined);
  }
  const name = field.label === field.name ? field.label : `${field.label} (${field.name})`;
  return (
    <div className="run-json" data-path={path}>
      <JsonEditor
        label={`${name || 'Value'}, JSON`}
        about={field.about}
        text={text}
        onChange={typed}
        error={messageWithin(findings, path)}
        required={field.required}
        rows={Math.min(14, Math.max(3, text.split('\n').length + 1))}
      />
    </div>
  );
}
