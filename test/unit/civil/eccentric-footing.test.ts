import { describe, expect, it } from '@jest/globals';
import { momentShear, shearShareOfMoment } from '../../../activities/civil_foundation_designer_v1/two-way-shear.js';
import { checkNamed, design } from './footing-run.js';

/**
 * Hand calculation. 500 + 300 kN, Mx = 60, My = 90 kNm on a column 0.3 m (width) x 0.5 m (depth), length / width 1.2,
 * otherwise as the concentric footing. The iteration stops at 2.85 x 2.40 x 0.575 m with 12 mm bars.
 */
describe('a footing with biaxial moments, by hand', () => {
  const footing = design({
    axial_load_dead: 500,
    axial_load_live: 300,
    moment_x: 60,
    moment_y: 90,
    column_width: 0.3,
    column_depth: 0.5,
    aspect_ratio: 1.2,
  });
  const { checks, pressures } = footing;

  it('passes at 2.85 x 2.40 x 0.575 m', () => {
    expect(footing).toMatchObject({
      footing_length_initial: 2.85,
      footing_width_initial: 2.4,
      footing_depth: 0.575,
      design_ok: true,
      warnings: [],
    });
  });

  it('has corner pressures P/A ± 6 Mx / (L B^2) ± 6 My / (B L^2) with the overburden', () => {
    // 800 / 6.84 = 116.959; 6 x 60 / (2.85 x 2.4^2) = 21.930; 6 x 90 / (2.4 x 2.85^2) = 27.701
    // overburden 25 x 0.575 + 18 x 0.925 = 31.025
    expect(pressures['bending']).toBeCloseTo(21.93 + 27.701, 3);
    expect(pressures['maximum']).toBeCloseTo(116.959 + 49.631 + 31.025, 3);
    expect(pressures['minimum']).toBeCloseTo(116.959 - 49.631 + 31.025, 3);
    expect(checkNamed(checks, 'bearing pressure')).toMatchObject({ demand: 197.615, ok: true });
  });

  it('stays in contact by the column load alone: 116.959 - 49.631 = 67.328 kN/m2', () => {
    expect(pressures['least_contact']).toBeCloseTo(67.328, 3);
    expect(checkNamed(checks, 'no uplift')).toMatchObject({ demand: 49.6307, capacity: 116.959 });
  });

  it('is designed for the largest factored corner pressure, 1.5 x (116.959 + 49.631) = 249.885 kN/m2', () => {
    expect(pressures['factored_maximum']).toBeCloseTo(249.885, 3);
    // l = (2.85 - 0.5) / 2 = 1.175: Mu = 249.885 x 2.4 x 1.175^2 / 2 = 414.0 kNm
    expect(footing.section_long['moment_knm']).toBeCloseTo(414.0, 1);
    // l = (2.4 - 0.3) / 2 = 1.05: Mu = 249.885 x 2.85 x 1.05^2 / 2 = 392.58 kNm
    expect(footing.section_trans['moment_knm']).toBeCloseTo(392.58, 2);
  });

  it('counts no steel for shear where bars end within d of the section: 1.05 - 0.507 - 0.05 = 0.493 < 0.507 m', () => {
    expect(footing.section_trans).toMatchObject({ steel_percent: 0, shear_strength: 0.29 });
  });

  it('has 2 / (β + 1) of the short bars in the central band: β = 2.85 / 2.4, 0.914 of 24 bars is 21.9, so 22', () => {
    expect(footing.steel_bars_trans.zones).toMatchObject([
      { zone: 'central', count: 22 },
      { zone: 'outer', count: 2 },
    ]);
    expect(checkNamed(checks, 'central band, along width').demand).toBeCloseTo(2 / (2.85 / 2.4 + 1), 5);
  });

  it('carries its moments through the punching section by shear (31.6.2.2)', () => {
    // d = 0.507: a1 = 0.5 + 0.507 = 1.007 along x, a2 = 0.3 + 0.507 = 0.807; b0 = 3.628 m
    // mean: V = 1200 x (1 - 1.007 x 0.807 / 6.84) = 1057.43 kN, / (3628 x 507) = 0.57488 N/mm2
    // My: 1 - α = 1 - 1 / (1 + 2/3 sqrt(1.007 / 0.807)) = 0.42684
    //     J = 0.507 x 1.007^3 / 6 + 1.007 x 0.507^3 / 6 + 0.507 x 0.807 x 1.007^2 / 2 = 0.315628 m4
    //     0.42684 x 135 x 0.5035 / 0.315628 = 91.92 kN/m2 = 0.09192 N/mm2
    expect(shearShareOfMoment(1.007, 0.807)).toBeCloseTo(0.42684, 4);
    expect(momentShear(135, 1.007, 0.807, 0.507)).toBeCloseTo(0.09192, 4);
    // Mx: 1 - α = 0.37376; J = 0.507 x 0.807^3 / 6 + 0.807 x 0.507^3 / 6 + 0.507 x 1.007 x 0.807^2 / 2 = 0.228184
    //     0.37376 x 90 x 0.4035 / 0.228184 = 59.48 kN/m2 = 0.05948 N/mm2; together 0.72628 N/mm2
    expect(footing.two_way_shear['stress_with_moments']).toBeCloseTo(0.57488 + 0.09192 + 0.05948, 4);
    // the largest pressure over all: 249.885 x (6.84 - 0.812649) / (3628 x 507) = 0.81882 N/mm2 governs
    expect(footing.two_way_shear['stress']).toBeCloseTo(0.81882, 4);
  });

  it('does not care for the sign of a moment', () => {
    expect(design({ moment_x: -60, moment_y: 40 }).checks).toEqual(design({ moment_x: 60, moment_y: -40 }).checks);
  });

  it('turns with its column: exchanging x and y exchanges length and width', () => {
    const along = design({ moment_y: 150, column_depth: 0.6, column_width: 0.3, aspect_ratio: 1.25 });
    const across = design({ moment_x: 150, column_depth: 0.3, column_width: 0.6, aspect_ratio: 0.8 });
    expect(across.footing_width_required).toBeCloseTo(along.footing_length_required, 1);
    expect(across.steel_bars_long.zones.map((zone) => zone.zone)).toEqual(['central', 'outer']);
    expect(along.steel_bars_trans.zones.map((zone) => zone.zone)).toEqual(['central', 'outer']);
  });
});
