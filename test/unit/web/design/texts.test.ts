import { durationText } from '../../../../web/src/design/duration-text.js';
import { parseJson } from '../../../../web/src/design/json-text.js';

it.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [3000, '3 s'],
  [3456, '3.46 s'],
  [12_340, '12.3 s'],
  [59_990, '1 min'],
  [192_000, '3 min 12 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [99 * 3_600_000, '4 d 3 h'],
])('%d ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
it('JSON that cannot be read is told with its place', () => {
  const parsed = parseJson('{\n  "a": nope\n}');
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.message).toMatch(/line 2|"nope"|nope/);
});
it('an empty text is no value', () => {
  expect(parseJson('  ')).toMatchObject({ ok: false });
});
