import { describe, expect, it } from '@jest/globals';
import { checkNamed, design } from './footing-run.js';

/**
 * Hand calculation. 900 + 300 kN through a slender 0.3 x 0.3 m column of M40 onto weak soil, net 80 kN/m2: long
 * projections and a short perimeter, so punching governs the depth.
 */
describe('a footing governed by punching, by hand', () => {
  const footing = design({
    axial_load_dead: 900,
    axial_load_live: 300,
    column_width: 0.3,
    column_depth: 0.3,
    safe_bearing_capacity: 80,
    bearing_capacity_type: 'net',
    column_concrete_grade: 'M40',
  });

  it('is governed by punching', () => {
    // overburden over the soil removed: (25 - 18) x 0.55 = 3.85; A = 1200 / 76.15 = 15.758; B = 3.970, up to 4.0 m
    expect(footing).toMatchObject({
      design_ok: true,
      footing_length_initial: 4,
      footing_depth: 0.55,
      bar_diameter: 16,
    });
    expect(footing.footing_length_required).toBeCloseTo(Math.sqrt(1200 / 76.15), 5);
    expect(footing.depth_governed_by).toEqual(['two-way shear']);
  });

  it('has 1.172 of 1.25 N/mm2 at 550 mm', () => {
    // p = 1.5 x 1200 / 16 = 112.5; d = 550 - 50 - 16 - 8 = 476; side 0.776; b0 = 3.104 m
    // V = 112.5 x (16 - 0.776^2) = 1732.3 kN; τv = 1732256 / (3104 x 476) = 1.1724 N/mm2
    const { demand, capacity } = checkNamed(footing.checks, 'two-way shear');
    expect(demand).toBeCloseTo(1.1724, 4);
    expect(capacity).toBe(1.25);
  });

  it('is weakened by a slender column: ks = 0.5 + 0.25 / 0.75 = 0.8333 gives 1.0417 N/mm2', () => {
    const slender = design({ column_width: 0.25, column_depth: 0.75 });
    expect(checkNamed(slender.checks, 'two-way shear').capacity).toBeCloseTo(0.83333 * 1.25, 4);
  });
});

describe('bearing at the column', () => {
  it('sends what the concrete cannot bear through dowels, by hand', () => {
    // 1200 + 600 kN, 400 x 400 column of M30 on M20: Pu = 2700 kN
    const footing = design({
      axial_load_dead: 1200,
      axial_load_live: 600,
      safe_bearing_capacity: 300,
      concrete_grade: 'M20',
      column_concrete_grade: 'M30',
    });
    // footing side 0.45 x 20 x 160000 x 2 = 2880 kN bears it; column side 0.45 x 30 x 160000 = 2160 kN does not
    // excess 540 kN at 0.67 x 415 = 278.05 N/mm2: 1942.1 mm2 > 0.005 x 160000 = 800; 18 bars of 12 = 2035.75 mm2
    expect(footing.dowels).toMatchObject({ count: 18, diameter_mm: 12, area_provided_mm2: 2035.75, carry_force: true });
    expect(footing.dowels.area_required_mm2).toBeCloseTo(1942.1, 1);
    // 2160 + 2035.75 x 0.27805 = 2726.0 kN
    expect(checkNamed(footing.checks, 'bearing at column, column side').capacity).toBeCloseTo(2726.0, 1);
    // Ld in compression = 12 x 278.05 / (4 x 1.2 x 1.6 x 1.25) = 347.6 mm of 725 - 50 - 2 x 12 = 651 mm
    const anchorage = checkNamed(footing.checks, 'dowel development length');
    expect(anchorage.demand).toBeCloseTo(347.56, 2);
    expect(anchorage.capacity).toBeCloseTo(651, 6);
    expect(footing.design_ok).toBe(true);
  });

  it('fails where more bars were needed than a column may hold', () => {
    // Pu = 7500 kN; 1800 + 0.06 x 160000 x 0.27805 = 4469 kN at most on the column side
    const footing = design({ axial_load_dead: 3000, axial_load_live: 2000 });
    const side = checkNamed(footing.checks, 'bearing at column, column side');
    expect(side).toMatchObject({ demand: 7500, ok: false });
    expect(side.capacity).toBeCloseTo(1800 + 9600 * 0.27805, 0);
    expect(footing.design_ok).toBe(false);
    expect(footing.governing_check).toBe('bearing at column, column side');
    expect(footing.warnings.some((text) => text.startsWith('bearing at column, column side fails'))).toBe(true);
  });

  it('widens below the column 1 vertical to 2 horizontal: sqrt(A1/A2) = (1.0 + 0.3) / 1.0 on a small base', () => {
    const footing = design({ column_width: 1, column_depth: 1, axial_load_dead: 50, axial_load_live: 0 });
    expect(footing).toMatchObject({ footing_length_initial: 1.3, column_bearing: { enhancement: 1.3 } });
  });
});
