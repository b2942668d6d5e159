import type { ComponentProps } from 'react';
import { classNames } from './class-names.js';
import './row-button.css';

export interface RowButtonProps extends ComponentProps<'button'> {
  /** The one whose details are shown. */
  chosen: boolean;
}
/** A row of a list that opens what it stands for. Says `aria-pressed`, unless it is given `aria-expanded`. */
export function RowButton({ chosen, className, children, ...rest }: RowButtonProps) {
  const state = 'aria-expanded' in rest ? {} : { 'aria-pressed': chosen };
  const names = classNames('row-button', chosen && 'row-button-chosen', className);
  return (
    <button type="button" className={names} {...state} {...rest}>
      {children}
    </button>
  );
}
