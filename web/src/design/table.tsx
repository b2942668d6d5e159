/** Rows of like things. In narrow places the columns that matter less are left out, and the rest scrolls sideways. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.js';
import './table.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell(row: Row): ReactNode;
  /** Numbers stand at the end of their column. */
  align?: 'end';
  /** 1, the default, is always shown; 2 from 560 px of the table's own width, 3 from 860 px. */
  priority?: 1 | 2 | 3;
  /** Takes what is left of the width and cuts what does not fit. */
  grow?: boolean;
}
export interface TableProps<Row> {
  /** Says what the rows are; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  isSelected?(row: Row): boolean;
}
const cellClass = <Row,>({ align, priority, grow }: Column<Row>): string =>
  classNames(align === 'end' && 'table-end', priority && `table-priority-${priority}`, grow && 'table-grow');

export function Table<Row>({ caption, columns, rows, keyOf, isSelected }: TableProps<Row>) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cellClass(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={classNames(isSelected?.(row) && 'table-selected')}>
              {columns.map((column) => (
                <td key={column.id} className={cellClass(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
