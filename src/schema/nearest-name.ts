/** The largest number of slips (insert, delete, replace, swap neighbours) between a name and the one that was meant. */
const MAX_SLIPS = 2;
/** Of a short name, slips may be at most this share: `min` is not a misspelled `mx_n`. */
const MAX_SHARE = 0.34;

/**
 * The candidate that `name` most likely misspells, or undefined. Distance is optimal string alignment
 * (Damerau-Levenshtein without repeated edits of one substring), case ignored; at most 2, and at most a third of the
 * name's length. Of equally near candidates the first wins; a name equal to a candidate has none.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.includes(name)) return undefined;
  const limit = Math.min(MAX_SLIPS, Math.floor(name.length * MAX_SHARE));
  let nearest: string | undefined;
  let nearest_slips = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= nearest_slips) continue;
    const slips = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (slips < nearest_slips) [nearest, nearest_slips] = [candidate, slips];
  }
  return nearest;
}

/** Optimal string alignment distance, by rows of the dynamic programme. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      current.push(cheapestStep(from, to, row, column, { before, previous, current }));
    }
    [before, previous] = [previous, current];
  }
  return previous[to.length] ?? 0;
}

interface Rows {
  before: number[];
  previous: number[];
  current: number[];
}

function cheapestStep(from: string, to: string, row: number, column: number, rows: Rows): number {
  const replaced = at(rows.previous, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
  const best = Math.min(replaced, at(rows.previous, column) + 1, at(rows.current, column - 1) + 1);
  const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
  return swapped ? Math.min(best, at(rows.before, column - 2) + 1) : best;
}

function at(row: number[], column: number): number {
  return row[column] ?? Infinity;
}
