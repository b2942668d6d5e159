/** A failed step is given its output by hand. */
import { useState } from 'react';
import type { StepRecord } from '../../../../../src/contracts/execution.js';
import { client } from '../../../api/client.js';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { JsonEditor } from '../../../design/json-editor.js';
import { parseJson } from '../../../design/json-text.js';
import type { LiveRecord } from '../live-record.js';
import { useCommand } from './use-command.js';

export interface CompleteDialogProps {
  execution_id: string;
  step: StepRecord;
  record: LiveRecord;
  onClose(): void;
}
export function CompleteDialog({ execution_id, step, record, onClose }: CompleteDialogProps) {
  const [text, setText] = useState('{}');
  const { give, busy, error } = useCommand(record, onClose);
  const parsed = parseJson(text);
  const { step_number, step_name } = step;
  function submit(): void {
    if (!parsed.ok) return;
    give(() => client.commands.complete(execution_id, step_number, { output: parsed.value }), 'Completed by hand');
  }
  return (
    <Dialog
      title={`Complete step ${step_number} ${step_name}`}
      submit="Complete with this output"
      busy={busy}
      blocked={!parsed.ok}
      onClose={onClose}
      onSubmit={submit}
      wide
    >
      <JsonEditor
        label="Output"
        about="Any JSON value. The steps that depend on this one read it as if the function had returned it."
        text={text}
        onChange={setText}
        required
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
