/** Sends the signal that a step waits for. */
import { type FormEvent, useState } from 'react';
import { client } from '../../../api/client.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { jsonText, parseJson } from '../../../design/json-text.js';
import type { JsonSchema } from '../../../../../src/contracts/json.js';
import { GuardedButton } from '../../../session/guarded-button.js';
import type { LiveRecord } from '../live-record.js';
import { exampleOf } from './schema-example.js';
import { useCommand } from './use-command.js';
import './signal-form.css';

export interface SignalFormProps {
  execution_id: string;
  name: string;
  /** Of the payload, where there is one. */
  schema: JsonSchema | null;
  record: LiveRecord;
}
export function SignalForm({ execution_id, name, schema, record }: SignalFormProps) {
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? jsonText(exampleOf(schema));
  const { give, busy, error } = useCommand(record);
  const parsed = parseJson(text);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (parsed.ok) give(() => client.commands.signal(execution_id, name, parsed.value), `Signal ${name} sent`);
  }
  return (
    <form className="signal-form" onSubmit={submit}>
      <JsonEditor label={`Payload of the signal ${name}`} text={text} onChange={setEdited} rows={4} required />
      {error !== null && <ErrorNotice error={error} />}
      <GuardedButton needs="operate" type="submit" kind="primary" busy={busy} disabled={!parsed.ok}>
        Send the signal
      </GuardedButton>
    </form>
  );
}
