import { type ComponentProps, type MouseEvent, useId } from 'react';
import './button.css';
import { classNames } from './class-names.js';
import { Icon, type IconName } from './icon.js';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` is what most come for, at most one in a place; `danger` ends or discards something. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'usual';
  icon?: IconName;
  /** Something is under way: the button keeps its place and takes no click. */
  busy?: boolean;
  /** Why it may not be pressed, in words. It can still be reached, so that the reason can be. */
  refusal?: string | null;
}
export function Button({ refusal = null, ...rest }: ButtonProps) {
  return refusal === null ? <PlainButton {...rest} /> : <RefusedButton refusal={refusal} {...rest} />;
}
function PlainButton({ kind = 'plain', size = 'usual', icon, busy = false, children, ...rest }: ButtonProps) {
  const { className, disabled, ...more } = rest;
  const names = classNames('button', `button-${kind}`, size === 'small' && 'button-small', className);
  return (
    <button type="button" className={names} disabled={disabled === true || busy} aria-busy={busy} {...more}>
      {busy ? <Icon name="running" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
function RefusedButton({ refusal, children, disabled: _, ...rest }: ButtonProps) {
  const reason = useId();
  return (
    <PlainButton {...rest} aria-disabled aria-describedby={reason} title={refusal ?? ''} onClick={refuse}>
      {children}
      <span id={reason} hidden>
        {refusal}
      </span>
    </PlainButton>
  );
}
/** The Enter key in a form presses its submit button too. */
const refuse = (event: MouseEvent): void => event.preventDefault();
