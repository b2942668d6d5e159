import { useState } from 'react';
import { Dialog } from '../../design/dialog.js';
import { NumberField } from '../../design/number-field.js';

export interface RetryDialogProps {
  /** What is retried: `12 executions`, `all that match the filter`. */
  what: string;
  onClose(): void;
  /** Null: every failed step. */
  onRetry(step_number: number | null): void;
}
export function RetryDialog({ what, onClose, onRetry }: RetryDialogProps) {
  const [onlyOne, setOnlyOne] = useState(false);
  const [text, setText] = useState('');
  const step_number = Number(text);
  const isReadable = !onlyOne || (Number.isInteger(step_number) && step_number >= 1);
  const submit = (): void => onRetry(onlyOne ? step_number : null);
  return (
    <Dialog title={`Retry ${what}`} onClose={onClose} onSubmit={submit} submit="Retry" blocked={!isReadable}>
      <fieldset className="retry-dialog-steps">
        <legend>Which steps</legend>
        <label>
          <input type="radio" name="steps" checked={!onlyOne} onChange={() => setOnlyOne(false)} />
          Every step that failed
        </label>
        <label>
          <input type="radio" name="steps" checked={onlyOne} onChange={() => setOnlyOne(true)} />
          Only one step of each
        </label>
      </fieldset>
      {onlyOne && (
        <NumberField
          label="Step number"
          about="Executions in which that step has not failed are refused."
          min={1}
          value={text}
          onChange={setText}
        />
      )}
      <p className="muted">
        The steps are tried again with the input that they had. To change it, open the execution and recover the step
        there.
      </p>
    </Dialog>
  );
}
