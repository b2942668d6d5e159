/** More time, for a running step or for a decision. */
import { useState } from 'react';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Field } from '../../../design/field.js';
import type { LiveRecord } from '../live-record.js';
import { useCommand } from './use-command.js';

export interface ExtensionDialogProps {
  title: string;
  unit: 'minutes' | 'hours';
  command(seconds: number): Promise<unknown>;
  record: LiveRecord;
  onClose(): void;
}
const SECONDS = { minutes: 60, hours: 3600 } as const;

export function ExtensionDialog({ title, unit, command, record, onClose }: ExtensionDialogProps) {
  const [text, setText] = useState(unit === 'hours' ? '24' : '10');
  const { give, busy, error } = useCommand(record, onClose);
  const amount = Number(text);
  const isWrong = text.trim() === '' || !(amount > 0);
  return (
    <Dialog
      title={title}
      submit="Give more time"
      busy={busy}
      blocked={isWrong}
      onClose={onClose}
      onSubmit={() => give(() => command(amount * SECONDS[unit]), 'More time given')}
    >
      <Field label={`How many ${unit} more`} error={isWrong ? 'A number above 0' : null}>
        {(control) => (
          <input
            {...control}
            className="input"
            inputMode="decimal"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
