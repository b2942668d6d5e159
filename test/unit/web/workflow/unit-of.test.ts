import { describe, expect, it } from '@jest/globals';
import { unitOf } from '../../../../web/src/pages/workflow/run/unit-of.js';

describe('the unit of a number', () => {
  it.each([
    ['Span (m)', 'm', 'Span'],
    ['Axial load (kN)', 'kN', 'Axial load'],
    ['Span between the supports, m', 'm', 'Span between the supports'],
    ['Permissible bending stress, N/mm2', 'N/mm2', 'Permissible bending stress'],
    ['Soil above the footing, kN/m3', 'kN/m3', 'Soil above the footing'],
    ['Speed in the pipe [m/s]', 'm/s', 'Speed in the pipe'],
    ['Load. Unit: kN/m', 'kN/m', 'Load.'],
    ['kg', 'kg', null],
    ['Moment about x, kNm', 'kNm', 'Moment about x'],
    ['Share of the area (%)', '%', 'Share of the area'],
  ])('of "%s" is %s', (description, unit, about) => {
    expect(unitOf(description)).toEqual({ unit, about });
  });
  it('in the midst of a description leaves it whole', () => {
    const description = 'Service dead load from the column, kN, without the footing itself';
    expect(unitOf(description)).toEqual({ unit: 'kN', about: description });
  });
  it.each(['Number of bars', 'Exposure by Table 3 (Table 5)', 'Concrete of the footing; below M20 the design fails'])(
    'is not guessed from "%s"',
    (description) => expect(unitOf(description)).toEqual({ unit: null, about: description }),
  );
});
