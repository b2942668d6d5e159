import { type ChangeEvent, useId } from 'react';
import './file-choice.css';

/** Reads a text file from the reader's machine. */
export function FileChoice({ label, accept, onText }: { label: string; accept: string; onText(text: string): void }) {
  const id = useId();
  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const { currentTarget } = event;
    const file = currentTarget.files?.[0];
    if (file) onText(await file.text());
    currentTarget.value = '';
  }
  return (
    <>
      <input
        id={id}
        className="visually-hidden file-choice"
        type="file"
        accept={accept}
        onChange={(e) => void read(e)}
      />
      <label htmlFor={id} className="button button-plain button-small">
        {label}
      </label>
    </>
  );
}
