/** A page: its title (also the document's), what stands beside it, and its content. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import './page.css';

export interface PageProps {
  title: string;
  /** In place of the title as heading, where more than the words is to be seen. */
  heading?: ReactNode;
  /** A line below the heading. */
  about?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  /** Fills the height of the window; its content scrolls in itself. */
  tall?: boolean;
  children: ReactNode;
}
export function Page({ title, heading, about, actions, tall = false, children }: PageProps) {
  return (
    <div className={classNames('page', tall && 'page-tall')}>
      <title>{`${title} · Dynamic Executor`}</title>
      <header className="page-header">
        <div className="page-heading">
          <h1>{heading ?? title}</h1>
          {about && <div className="page-about">{about}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
