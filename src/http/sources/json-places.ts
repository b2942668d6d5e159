/** Where a JSON text has its values: one pass that reads what is wanted and passes over the rest. */
import type { WantedPlace } from './wanted-place.js';

const BLANKS = /[ \t\n\r]*/y;
const BRACKET_OR_QUOTE = /["[\]{}]/g;
const SCALAR = /[^\s,[\]{}"]+/y;

/** Fills in the places of a text that JSON.parse has read. Of equal keys in an object the last one counts. */
export function findJsonPlaces(text: string, wanted: WantedPlace): void {
  new JsonScanner(text).value(wanted, undefined);
}

class JsonScanner {
  private at = 0;

  constructor(private readonly text: string) {}

  value(wanted: WantedPlace | undefined, key: number | undefined): void {
    this.skipBlanks();
    wanted?.found({ value: this.at, key });
    if (wanted === undefined || wanted.isLeaf) return this.skipValue();
    if (this.text[this.at] === '{') return this.object(wanted);
    return this.text[this.at] === '[' ? this.list(wanted) : this.skipValue();
  }

  private object(wanted: WantedPlace): void {
    while (this.enterMember('}')) {
      const key = this.at;
      this.skipString();
      const name = nameOf(this.text.slice(key, this.at));
      this.skipBlanks();
      this.at++;
      this.value(wanted.at(name), key);
    }
  }

  private list(wanted: WantedPlace): void {
    for (let index = 0; this.enterMember(']'); index++) this.value(wanted.at(String(index)), undefined);
  }

  /** Steps over the opening bracket or the comma; false behind the closing bracket. */
  private enterMember(closer: '}' | ']'): boolean {
    this.skipBlanks();
    const isEnd = this.text[this.at] === closer;
    this.at++;
    if (isEnd) return false;
    this.skipBlanks();
    if (this.text[this.at] !== closer) return true;
    this.at++;
    return false;
  }

  private skipBlanks(): void {
    BLANKS.lastIndex = this.at;
    BLANKS.test(this.text);
    this.at = BLANKS.lastIndex;
  }

  private skipValue(): void {
    const first = this.text[this.at];
    if (first === '"') return this.skipString();
    if (first === '{' || first === '[') return this.skipBrackets();
    SCALAR.lastIndex = this.at;
    SCALAR.test(this.text);
    this.at = SCALAR.lastIndex;
  }

  private skipBrackets(): void {
    let open = 0;
    do {
      BRACKET_OR_QUOTE.lastIndex = this.at;
      this.at = BRACKET_OR_QUOTE.exec(this.text)?.index ?? this.text.length;
      const sign = this.text[this.at];
      if (sign === '"') this.skipString();
      else this.at++;
      if (sign === '{' || sign === '[') open++;
      if (sign === '}' || sign === ']') open--;
    } while (open > 0 && this.at < this.text.length);
  }

  private skipString(): void {
    do this.at = this.text.indexOf('"', this.at + 1);
    while (this.isEscaped());
    this.at++;
  }

  /** Whether an odd number of backslashes stands in front. */
  private isEscaped(): boolean {
    let start = this.at;
    while (this.text[start - 1] === '\\') start--;
    return (this.at - start) % 2 === 1;
  }
}

function nameOf(literal: string): string {
  return literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);
}
