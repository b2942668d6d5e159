/** Rows that stay where they are although the list has them no more: what somebody has just done there is still read. */
export interface KeptRow<Row> {
  row: Row;
  /** Where it stood. */
  index: number;
}
/** Each kept row at its place, once; the others in their order around them. */
export function withKept<Row>(rows: readonly Row[], kept: readonly KeptRow<Row>[], keyOf: (row: Row) => string): Row[] {
  const keys = new Set(kept.map(({ row }) => keyOf(row)));
  const merged = rows.filter((row) => !keys.has(keyOf(row)));
  for (const { row, index } of [...kept].sort((one, other) => one.index - other.index)) merged.splice(index, 0, row);
  return merged;
}
