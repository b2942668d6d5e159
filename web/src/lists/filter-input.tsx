import type { ComponentProps } from 'react';

/** What is typed to filter a list: not remembered by the browser, and not corrected. */
export function FilterInput(props: ComponentProps<'input'>) {
  return <input className="input" type="search" autoComplete="off" spellCheck={false} {...props} />;
}
