import type { ComponentProps } from 'react';
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
}
export function Button({ kind = 'plain', size = 'usual', icon, busy = false, children, ...rest }: ButtonProps) {
  const { className, disabled, ...more } = rest;
  const names = classNames('button', `button-${kind}`, size === 'small' && 'button-small', className);
  return (
    <button type="button" className={names} disabled={disabled === true || busy} aria-busy={busy} {...more}>
      {busy ? <Icon name="running" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
