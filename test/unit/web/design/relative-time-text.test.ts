import { expect, it } from '@jest/globals';
import { relativeTimeText } from '../../../../web/src/design/relative-time-text.js';

const HOUR = 3_600_000;

it.each([
  [-500, 'now'],
  [4_999, 'now'],
  [12_300, '12 s ago'],
  [60_000, '1 min ago'],
  [HOUR - 1, '59 min ago'],
  [30 * HOUR, '30 h ago'],
  [49 * HOUR, '2 d ago'],
])('%d ms ago is "%s"', (ms, text) => expect(relativeTimeText(ms)).toBe(text));
