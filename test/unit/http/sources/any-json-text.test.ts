import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../../../src/contracts/finding.js';
import type { Json } from '../../../../src/contracts/json.js';
import { withSources } from '../../../../src/http/sources/source-positions.js';
import { pointerTo } from '../../../../src/schema/json-pointer.js';

/** A JSON text with blanks wherever they are allowed, which remembers where it wrote each value. */
class BlankWriter {
  text = '';
  readonly offsets = new Map<string, number>();

  constructor(private readonly blanks: readonly string[]) {}

  write(value: Json, pointer: string): this {
    this.blank();
    this.offsets.set(pointer, this.text.length);
    if (Array.isArray(value)) this.brackets('[]', value, (item, index) => this.write(item, pointerTo(pointer, index)));
    else if (typeof value === 'object' && value !== null)
      this.brackets('{}', Object.entries(value), ([key, item]) => this.member(key, item, pointer));
    else this.text += JSON.stringify(value);
    this.blank();
    return this;
  }

  private member(key: string, value: Json, pointer: string): void {
    this.blank();
    this.text += JSON.stringify(key);
    this.blank();
    this.text += ':';
    this.write(value, pointerTo(pointer, key));
  }

  private brackets<Item>(pair: string, items: Item[], write: (item: Item, index: number) => void): void {
    this.text += pair.charAt(0);
    if (items.length === 0) this.blank();
    items.forEach((item, index) => {
      if (index > 0) this.text += ',';
      write(item, index);
    });
    this.text += pair.charAt(1);
  }

  private blank(): void {
    this.text += this.blanks[this.text.length % this.blanks.length] ?? '';
  }
}

const someJson = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const positionsOf = (text: string, pointers: string[], syntax: 'json' | 'yaml') =>
  withSources<Finding>(
    pointers.map((path) => ({ code: 'schema_violation', severity: 'error', path, message: '' })),
    { text, syntax },
  );

it('in any JSON text, with any blanks, every pointer leads to its value', () => {
  const blanks = fc.array(fc.constantFrom('', ' ', '\n', '\t', '\r\n', '\r', '  \n '), { minLength: 1 });
  fc.assert(
    fc.property(someJson, blanks, (value, between) => {
      const { text, offsets } = new BlankWriter(between).write(value, '');
      expect(JSON.parse(text)).toEqual(value);
      for (const { path, source } of positionsOf(text, [...offsets.keys()], 'json')) {
        expect([path, source?.offset]).toEqual([path, offsets.get(path)]);
        const lines = text.slice(0, source?.offset).split(/\r\n|\n|\r/);
        expect([source?.line, source?.column]).toEqual([lines.length, (lines.at(-1) ?? '').length + 1]);
      }
    }),
    { numRuns: 500 },
  );
});

it('read as YAML, which JSON is, every pointer leads to the same place', () => {
  fc.assert(
    fc.property(someJson, fc.array(fc.constantFrom('', ' ', '\n '), { minLength: 1 }), (value, between) => {
      const { text, offsets } = new BlankWriter(between).write(value, '');
      const places = positionsOf(text, [...offsets.keys()], 'yaml');
      expect(places.map(({ source }) => source?.offset)).toEqual([...offsets.values()]);
    }),
    { numRuns: 300 },
  );
});
