/** A failed step again, with the same arguments or with others. */
import { useState } from 'react';
import type { StepRecord } from '../../../../../src/contracts/execution.js';
import type { JsonObject } from '../../../../../src/contracts/json.js';
import { client } from '../../../api/client.js';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { jsonText, parseJson } from '../../../design/json-text.js';
import type { LiveRecord } from '../live-record.js';
import { asObject } from './json-object.js';
import { useCommand } from './use-command.js';

export interface RetryDialogProps {
  execution_id: string;
  step: StepRecord;
  /** The arguments that it failed with; null where they are not known. */
  input: JsonObject | null;
  record: LiveRecord;
  onClose(): void;
}
export function RetryDialog({ execution_id, step, input, record, onClose }: RetryDialogProps) {
  const before = input === null ? '' : jsonText(input);
  // Not the text itself: the input may be known only after the dialog was opened.
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? before;
  const { give, busy, error } = useCommand(record, onClose);
  const isSame = text === before || text.trim() === '';
  const parsed = parseJson(text);
  const override = !isSame && parsed.ok ? asObject(parsed.value) : null;
  const body = override === null ? {} : { input_override: override };
  return (
    <Dialog
      title={`Retry step ${step.step_number} ${step.step_name}`}
      submit={isSame ? 'Retry' : 'Retry with this input'}
      busy={busy}
      blocked={!isSame && override === null}
      onClose={onClose}
      onSubmit={() => give(() => client.commands.retry(execution_id, step.step_number, body), 'Retried')}
      wide
    >
      <JsonEditor
        label="Input"
        about={
          input === null
            ? 'Left empty, the step gets what its mapping gives. What is written here takes the place of all its arguments.'
            : 'As it was resolved. What you change takes the place of all arguments of this step, in this execution only.'
        }
        text={text}
        onChange={setEdited}
        rows={14}
        error={!isSame && parsed.ok && override === null ? 'The input is a JSON object' : null}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
