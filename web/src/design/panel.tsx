/** A part of a page under a heading of its own, set apart by a rule and not by a box. */
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.js';
import './panel.css';

export interface PanelProps {
  title: string;
  /** Beside the title, muted: a count, a unit. */
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}
export function Panel({ title, note, actions, className, children }: PanelProps) {
  const heading = useId();
  return (
    <section className={classNames('panel', className)} aria-labelledby={heading}>
      <header className="panel-header">
        <h2 id={heading}>{title}</h2>
        {note && <span className="panel-note">{note}</span>}
        {actions && <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
