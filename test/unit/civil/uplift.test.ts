import { describe, expect, it } from '@jest/globals';
import { checkNamed, design } from './footing-run.js';

describe('uplift', () => {
  it('is a warning and design_ok false where the live load pulls the footing up', () => {
    // Table 18, stress reversal: 0.9 x 600 - 1.5 x 500 = -210 kN; at service level / 1.5 = -140 kN
    const footing = design({ axial_load_live: -500 });
    expect(footing.design_ok).toBe(false);
    expect(footing.warnings[0]).toBe(
      'uplift: the least load on the base is -140 kN: an isolated footing cannot hold it',
    );
    expect(checkNamed(footing.checks, 'no uplift')).toMatchObject({ ok: false, ratio: null });
    expect(footing.governing_check).toBe('no uplift');
  });

  it('is harmless where 0.9 dead load holds the footing down: 0.9 x 600 - 1.5 x 100 = 390 kN', () => {
    const footing = design({ axial_load_live: -100 });
    expect(footing).toMatchObject({ design_ok: true, warnings: [] });
    // soil and concrete see the dead load alone: 600 and 1.5 x 600 kN
    expect(footing).toMatchObject({ loads: { service_kn: 600, holding_kn: 260, factored_kn: 900 } });
  });

  it('enlarges the base until no edge lifts, and says so', () => {
    // e = 200 / 200 = 1 m: contact over a square base needs B = 6 e = 6 m; bearing alone far less
    const footing = design({ axial_load_dead: 200, axial_load_live: 0, moment_x: 200 });
    expect(footing.footing_length_required).toBeCloseTo(6, 6);
    expect(footing.pressures['least_contact']).toBeCloseTo(0, 9);
    expect(footing.design_ok).toBe(true);
    expect(footing.warnings).toEqual([expect.stringMatching(/^uplift governs the base: .* enlarged to 6 m/)]);
  });

  it('adds both eccentricities: 6 (Mx + My) / P = 6 x (100 + 50) / 200 = 4.5 m', () => {
    const footing = design({ axial_load_dead: 200, axial_load_live: 0, moment_x: 100, moment_y: 50 });
    expect(footing.footing_length_required).toBeCloseTo(4.5, 6);
  });

  it('is design_ok false where the largest base allowed still lifts: e = 20 m needs 120 m', () => {
    const footing = design({ axial_load_dead: 100, axial_load_live: 0, moment_x: 2000 });
    expect(footing).toMatchObject({ design_ok: false, footing_length_initial: 25 });
    expect(footing.warnings[0]).toBe('uplift: the moments lift an edge of the 25 x 25 m base');
    expect(checkNamed(footing.checks, 'no uplift').ratio).toBeCloseTo(120 / 25, 4);
  });
});
