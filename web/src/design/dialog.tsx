/** A modal question or form in the browser's own <dialog>: focus stays in it, Escape closes it. */
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.js';
import { CloseButton } from './close-button.js';
import './dialog.css';

export interface DialogProps {
  title: string;
  /** Closed by Escape, the cross, or Cancel. */
  onClose(): void;
  /** With it the content is a form; it is called on submit. */
  onSubmit?(): void;
  /** The button that submits. */
  submit?: string;
  danger?: boolean;
  busy?: boolean;
  /** The submit button takes no click: something is missing. */
  blocked?: boolean;
  wide?: boolean;
  children: ReactNode;
}
export function Dialog({ title, onClose, onSubmit, wide = false, children, ...buttons }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed before it is taken away, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')?.focus();
    return () => shown?.close();
  }, []);
  function submitted(event: FormEvent): void {
    event.preventDefault();
    onSubmit?.();
  }
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form onSubmit={submitted}>
        <header className="dialog-header">
          <h2 id={heading}>{title}</h2>
          <CloseButton label="Close" onClose={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        {onSubmit && <DialogButtons onClose={onClose} {...buttons} />}
      </form>
    </dialog>
  );
}
type ButtonsProps = Pick<DialogProps, 'onClose' | 'submit' | 'danger' | 'busy' | 'blocked'>;
function DialogButtons({ onClose, submit = 'OK', danger = false, busy = false, blocked = false }: ButtonsProps) {
  return (
    <footer className="dialog-footer">
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy} disabled={blocked}>
        {submit}
      </Button>
    </footer>
  );
}
