/** A closed execution again, as a new one: whole or from a step on, with the same or another version and input. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Execution } from '../../../../../src/contracts/execution.js';
import type { Json, JsonObject } from '../../../../../src/contracts/json.js';
import type { RerunRequest } from '../../../../../src/contracts/start.js';
import { client } from '../../../api/client.js';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Field } from '../../../design/field.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { jsonText, parseJson } from '../../../design/json-text.js';
import { toast } from '../../../design/toasts.js';
import { asObject } from './json-object.js';

export interface RerunDialogProps {
  execution: Execution;
  /** With it, everything before this step is taken from the record. */
  from_step?: number;
  onClose(): void;
}
export function RerunDialog({ execution, from_step, onClose }: RerunDialogProps) {
  const navigate = useNavigate();
  const [version, setVersion] = useState<'same' | 'latest'>('same');
  const [text, setText] = useState(() => jsonText(execution.input_data));
  const parsed = parseJson(text);
  const input = parsed.ok ? asObject(parsed.value) : null;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.executions.rerun(execution.execution_id, requestOf(execution, { version, input, from_step })),
    onSuccess: ({ execution_id }) => {
      toast('Started again');
      onClose();
      void navigate(`/executions/${encodeURIComponent(execution_id)}`);
    },
  });
  return (
    <Dialog
      title={from_step === undefined ? 'Rerun' : `Rerun from step ${from_step}`}
      submit="Start it"
      busy={isPending}
      blocked={input === null}
      onClose={onClose}
      onSubmit={() => mutate()}
      wide
    >
      <p className="muted">
        {from_step === undefined
          ? 'A new execution, linked to this one. With another version, only what that changes runs again.'
          : `A new execution: step ${from_step} and all that depend on it run, the others are taken from this record.`}
      </p>
      <Field label="Version">
        {(control) => (
          <select
            {...control}
            className="input"
            value={version}
            onChange={(event) => setVersion(event.currentTarget.value as 'same' | 'latest')}
          >
            <option value="same">The same: version {execution.version}</option>
            <option value="latest">The present one</option>
          </select>
        )}
      </Field>
      <JsonEditor
        label="Input"
        text={text}
        onChange={setText}
        required
        error={parsed.ok && input === null ? 'The input is a JSON object' : null}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
interface Wanted {
  version: 'same' | 'latest';
  input: JsonObject | null;
  from_step: number | undefined;
}
/** What is as it was is left out. */
function requestOf({ input_data }: Execution, { version, input, from_step }: Wanted): RerunRequest {
  const isChanged = JSON.stringify(input as Json) !== JSON.stringify(input_data);
  return {
    ...(from_step !== undefined && { from_step }),
    ...(version !== 'same' && { version }),
    ...(isChanged && { input_data: input }),
  };
}
