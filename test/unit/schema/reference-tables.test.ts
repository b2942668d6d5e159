import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FINDING_CODES } from '../../../src/contracts/finding-codes.js';
import { KEYWORD_MESSAGES } from '../../../src/schema/json-schema/keyword-messages.js';

/** The cells of the rows of the first table of a page of the reference. */
function rows(page: string): string[][] {
  const lines = readFileSync(`docs/reference/${page}`, 'utf8').split('\n');
  const table = lines.filter((line) => line.startsWith('|')).slice(2);
  return table.map((line) => line.slice(1, -1).split('|').map(plain));
}
function plain(cell: string): string {
  return cell
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .replace(/\\([_*])/g, '$1');
}

describe('the reference', () => {
  it('lists every finding code with its severity and meaning', () => {
    expect(rows('finding-codes.md')).toEqual(
      Object.entries(FINDING_CODES).map(([code, [severity, meaning]]) => [code, severity, meaning]),
    );
  });

  it('lists the message of every keyword', () => {
    expect(rows('schema-messages.md')).toEqual(Object.entries(KEYWORD_MESSAGES));
  });
});
