import type { Position } from '../../contracts/finding.js';

const LINE_BREAK = /\r\n|\n|\r/g;

/** Lines and columns of offsets into a text. Lines end with LF, CRLF or CR, as editors and YAML 1.2 have it. */
export class LineIndex {
  /** Offsets of the first characters of the lines. */
  private readonly starts = [0];

  constructor(text: string) {
    for (const { index, 0: lineBreak } of text.matchAll(LINE_BREAK)) this.starts.push(index + lineBreak.length);
  }

  positionAt(offset: number): Position {
    let [line, behind] = [0, this.starts.length];
    while (behind - line > 1) {
      const middle = (line + behind) >> 1;
      if ((this.starts[middle] ?? Infinity) <= offset) line = middle;
      else behind = middle;
    }
    return { line: line + 1, column: offset - (this.starts[line] ?? 0) + 1, offset };
  }
}
