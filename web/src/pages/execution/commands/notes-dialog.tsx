/** A command with a few words to it. */
import { useState } from 'react';
import { Dialog } from '../../../design/dialog.js';
import { ErrorNotice } from '../../../design/error-notice.js';
import { Field } from '../../../design/field.js';
import type { LiveRecord } from '../live-record.js';
import { useCommand } from './use-command.js';

export interface NotesDialogProps {
  title: string;
  /** What the words are. */
  label: string;
  about?: string;
  required?: boolean;
  danger?: boolean;
  /** Said when it is done. */
  done: string;
  command(words: string): Promise<unknown>;
  record: LiveRecord;
  onClose(): void;
}
const MAX_LENGTH = 10_000;

export function NotesDialog({ title, label, about, required = false, danger = false, ...rest }: NotesDialogProps) {
  const { done, command, record, onClose } = rest;
  const [words, setWords] = useState('');
  const { give, busy, error } = useCommand(record, onClose);
  const said = words.trim();
  return (
    <Dialog
      title={title}
      submit={title}
      danger={danger}
      busy={busy}
      blocked={required && said === ''}
      onClose={onClose}
      onSubmit={() => give(() => command(said), done)}
    >
      {about && <p className="muted">{about}</p>}
      <Field label={label} required={required}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            maxLength={MAX_LENGTH}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
