/** Named values, as a description list; values without anything are left out. */
import type { ReactNode } from 'react';
import './key-values.css';

export type KeyValue = readonly [name: string, value: ReactNode];

/** `row` sets them beside one another, as under a heading; otherwise they stand in two columns. */
export function KeyValues({ entries, row = false }: { entries: readonly KeyValue[]; row?: boolean }) {
  const known = entries.filter(([, value]) => value !== null && value !== undefined && value !== false);
  return (
    <dl className={row ? 'key-values key-values-row' : 'key-values'}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
