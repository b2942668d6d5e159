import { describe, expect, it } from '@jest/globals';
import { designBasis } from '../../../activities/civil_foundation_designer_v1/design-basis.js';
import { evaluateFooting } from '../../../activities/civil_foundation_designer_v1/footing-evaluation.js';
import { checkNamed, COLUMN, design } from './footing-run.js';

/**
 * Hand calculation. 600 + 400 kN on a 400 x 400 column, gross bearing capacity 200 kN/m2 at 1.5 m, soil 18 kN/m3,
 * M25, Fe415, cover 50. The iteration stops at D = 525 with 12 mm bars:
 * d along length = 525 - 50 - 6 = 469, along width = 525 - 50 - 12 - 6 = 457 mm.
 */
describe('a concentric square footing, by hand', () => {
  const footing = design();
  const { checks } = footing;

  it('passes at 2.45 x 2.45 x 0.525 m without a warning', () => {
    expect(footing).toMatchObject({
      footing_length_initial: 2.45,
      footing_width_initial: 2.45,
      footing_depth: 0.525,
      bar_diameter: 12,
      sbc: 200,
      design_ok: true,
      warnings: [],
      depth_governed_by: ['one-way shear, along length', 'one-way shear, along width'],
      governing_check: 'one-way shear, along width',
    });
  });

  it('has its base from the gross bearing capacity less footing and soil', () => {
    // overburden = 25 x 0.525 + 18 x (1.5 - 0.525) = 13.125 + 17.55 = 30.675 kN/m2
    // A = 1000 / (200 - 30.675) = 5.9058 m2; B = sqrt(A) = 2.4302, up to 2.45 m
    expect(footing.footing_length_required).toBeCloseTo(Math.sqrt(5.9058), 4);
    // q = 1000 / 2.45^2 + 30.675 = 166.597 + 30.675 = 197.272 kN/m2
    expect(checkNamed(checks, 'bearing pressure')).toMatchObject({
      demand: 197.272,
      capacity: 200,
      clause: '34.1, IS 1904',
    });
  });

  it('bends at the column face: Mu = p b l^2 / 2 against 0.87 fy Ast d (1 - Ast fy / (b d fck))', () => {
    // p = 1.5 x 1000 / 2.45^2 = 249.896; l = (2.45 - 0.4) / 2 = 1.025 m
    // Mu = 249.896 x 2.45 x 1.025^2 / 2 = 321.62 kNm
    expect(footing.section_long['moment_knm']).toBeCloseTo(321.62, 2);
    // 4 Mu / (0.87 fck b d^2) = 4 x 321.62e6 / (0.87 x 25 x 2450 x 469^2) = 0.109757
    // Ast = 25 x 2450 x 469 / (2 x 415) x (1 - sqrt(1 - 0.109757)) = 34610 x 0.056473 = 1954.5 mm2
    expect(footing.steel_bars_long.area_required_mm2).toBeCloseTo(1954.5, 0);
    // 18 bars of 113.097 mm2 = 2035.75 mm2; spacing (2450 - 100 - 12) / 17 = 137.5 mm
    expect(footing.steel_bars_long).toMatchObject({ count: 18, area_provided_mm2: 2035.75, spacing_mm: 137 });
    // Mu,R = 0.87 x 415 x 2035.75 x 469 x (1 - 2035.75 x 415 / (2450 x 469 x 25)) = 344.72 x 0.970589 = 334.58 kNm
    expect(checkNamed(checks, 'bending at column face, along length').capacity).toBeCloseTo(334.58, 2);
    // Mu,lim = 0.36 x 0.48 x (1 - 0.42 x 0.48) x 25 x 2450 x 469^2 = 1858.7 kNm
    expect(checkNamed(checks, 'singly reinforced section, along length').capacity).toBeCloseTo(1858.7, 1);
  });

  it('has more than the least steel 0.12 % b D = 0.0012 x 2450 x 525 = 1543.5 mm2', () => {
    expect(checkNamed(checks, 'least steel, along width')).toMatchObject({
      demand: 1543.5,
      capacity: 2035.75,
      ok: true,
    });
  });

  it('carries one-way shear at d from the face', () => {
    // Vu = 249.896 x 2.45 x (1.025 - 0.457) = 347.755 kN; τv = 347755 / (2450 x 457) = 0.31059 N/mm2
    // pt = 100 x 2035.75 / (2450 x 457) = 0.18182 %; τc = 0.29 + 0.07 x 0.03182 / 0.10 = 0.31227 N/mm2
    const { demand, capacity, ratio } = checkNamed(checks, 'one-way shear, along width');
    expect(demand).toBeCloseTo(0.31059, 4);
    expect(capacity).toBeCloseTo(0.31227, 4);
    expect(ratio).toBeCloseTo(0.31059 / 0.31227, 4);
  });

  it('carries two-way shear at d / 2 from the face', () => {
    // side 0.4 + 0.457 = 0.857; b0 = 3.428 m; V = 249.896 x (6.0025 - 0.73445) = 1316.46 kN
    // τv = 1316460 / (3428 x 457) = 0.84034; ks τc' = 1 x 0.25 sqrt(25) = 1.25 N/mm2
    const { demand, capacity } = checkNamed(checks, 'two-way shear');
    expect(demand).toBeCloseTo(0.84034, 4);
    expect(capacity).toBe(1.25);
  });

  it('develops its bars: Ld = 12 x 0.87 x 415 / (4 x 1.4 x 1.6) = 483.5 of 1025 - 50 = 975 mm', () => {
    const { demand, capacity } = checkNamed(checks, 'development length, along length');
    expect(demand).toBeCloseTo(483.55, 2);
    expect(capacity).toBeCloseTo(975, 9);
  });

  it('bears the column: 1500 kN of 0.45 x 25 x 160000 = 1800, and twice that in the footing', () => {
    // sqrt(A1 / A2): (0.4 + 4 x 0.525) / 0.4 = 6.25, 2.45 / 0.4 = 6.1, at most 2
    expect(checkNamed(checks, 'bearing at column, column side')).toMatchObject({ demand: 1500, capacity: 1800 });
    expect(checkNamed(checks, 'bearing at column, footing side')).toMatchObject({ demand: 1500, capacity: 3600 });
    // least dowels 0.005 x 160000 = 800 mm2: 8 bars of 12 mm
    expect(footing.dowels).toMatchObject({ count: 8, diameter_mm: 12, area_required_mm2: 800, carry_force: false });
  });

  it('has the least depth: 500 mm fails', () => {
    const shallower = evaluateFooting(designBasis({ ...COLUMN, concrete_grade: 'M25', steel_grade: 'Fe415' }), {
      length: 2.45,
      width: 2.45,
      depth: 0.5,
    });
    expect(shallower.checks.filter((one) => !one.ok).map((one) => one.name)).toContain('one-way shear, along width');
  });

  it('reports volume and steel ratio of the pad', () => {
    expect(footing.concrete_volume).toBeCloseTo(2.45 * 2.45 * 0.525, 4);
    expect(footing.reinforcement_ratio).toBeCloseTo(2035.75 / (2450 * 525), 6);
  });
});
