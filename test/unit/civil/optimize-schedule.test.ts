import { describe, expect, it } from '@jest/globals';
import { angleLength, barLength } from '../../../activities/civil_foundation_designer_v1/bar-bending.js';
import { steelOf } from '../../../activities/civil_foundation_designer_v1/materials.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { asJson, checkNamed, design, schedule, type Design } from './footing-run.js';

const whole = (footing: Design, more: JsonObject = {}) => schedule({ initial_design_data: asJson(footing), ...more });
/** The fields that existing documents hand over one by one. */
function oneByOne(footing: Design): JsonObject {
  const { footing_length_initial, footing_width_initial, footing_length_required, footing_depth } = footing;
  const { steel_bars_long, steel_bars_trans, bar_diameter, concrete_volume, design_ok } = footing;
  const sizes = { footing_length_initial, footing_width_initial, footing_length_required, footing_depth };
  return asJson({ ...sizes, steel_bars_long, steel_bars_trans, bar_diameter, concrete_volume, design_ok });
}

/** By hand: the concentric footing, 2.45 x 2.45 x 0.525 m, 18 bars of 12 mm each way, 8 dowels of 12 mm. */
describe('the schedule of a concentric footing, by hand', () => {
  const { bar_bending_schedule: rows, material_quantities: quantities, ...rest } = whole(design());

  it('keeps dimensions that are multiples of the modules and makes all checks again', () => {
    expect(rest).toMatchObject({ footing_length: 2.45, footing_depth: 0.525, rechecked: true, design_ok: true });
    expect(rest.checks).toEqual(design().checks);
    expect(rest.warnings).toEqual([]);
  });

  it('cuts straight bars to the side less both covers: 2450 - 2 x 50 = 2350 mm', () => {
    // 12^2 / 162 = 0.88889 kg/m; 18 x 2.35 x 0.88889 = 37.6 kg
    const bars = {
      shape: 'straight',
      diameter_mm: 12,
      count: 18,
      spacing_mm: 137,
      cutting_length_m: 2.35,
      total_mass_kg: 37.6,
    };
    expect(rows.slice(0, 2)).toMatchObject([
      { mark: 'F1', ...bars },
      { mark: 'F2', ...bars },
    ]);
  });

  it('stands L dowels on the mesh and laps them with the column bars', () => {
    // up in the footing 525 - 50 - 2 x 12 = 451; lap in compression Ld = 12 x 361.05 / (4 x 2.8) = 386.8 > 24 x 12
    // 451 + 386.8 + 300 - (4/2 + 1) x 12 = 1101.8, up to 1105 mm; 8 x 1.105 x 0.88889 = 7.858 kg
    expect(rows[2]).toMatchObject({ mark: 'D1', shape: 'L', count: 8, spacing_mm: null, cutting_length_m: 1.105 });
    expect(rows[2]?.total_mass_kg).toBeCloseTo(7.858, 3);
  });

  it('sums the materials', () => {
    // concrete 2.45^2 x 0.525; lean concrete 2.65^2 x 0.1; formwork 4 x 2.45 x 0.525
    expect(quantities['concrete_volume_m3']).toBeCloseTo(3.15131, 5);
    expect(quantities['pcc_volume_m3']).toBeCloseTo(0.70225, 5);
    expect(quantities['formwork_area_m2']).toBeCloseTo(5.145, 5);
    // pit (2.45 + 2 x 0.1 + 2 x 0.3)^2 x (1.5 + 0.1) = 16.9; backfill less concrete, lean concrete and 0.16 x 0.975 of column
    expect(quantities['excavation_volume_m3']).toBeCloseTo(16.9, 5);
    expect(quantities['backfill_volume_m3']).toBeCloseTo(16.9 - 3.15131 - 0.70225 - 0.156, 4);
    expect(quantities['steel_mass_kg']).toBeCloseTo(37.6 + 37.6 + 7.858, 3);
    expect(quantities['steel_kg_per_m3']).toBeCloseTo(83.058 / 3.15131, 3);
  });
});

describe('cutting lengths (IS 2502)', () => {
  it('add 6 φ for a bend of deformed bars, 9 φ for a hook of plain bars', () => {
    expect(barLength(2000, 50, 16, 'bend', steelOf('Fe415'))).toBe(1900 + 12 * 16 + 3);
    expect(barLength(2000, 50, 10, 'hook', steelOf('Fe250'))).toBe(1900 + 18 * 10);
  });

  it('take half the radius and a diameter off an L bar: 500 + 300 - (4/2 + 1) x 16 = 752, up to 755 mm', () => {
    expect(angleLength(500, 300, 16, steelOf('Fe500'))).toBe(755);
  });
});

describe('rounding', () => {
  it('goes up to the modules of the site and is checked again', () => {
    const scheduled = whole(design(), { plan_module: 0.1, depth_module: 0.05 });
    expect(scheduled).toMatchObject({ footing_length: 2.5, footing_width: 2.5, footing_depth: 0.55, design_ok: true });
    expect(checkNamed(scheduled.checks, 'bearing pressure').demand).toBeCloseTo(1000 / 6.25 + 25 * 0.55 + 18 * 0.95, 3);
  });

  it('grows the plan where the deeper pad has become too heavy', () => {
    // 2.45 x 2.45 at 1.0 m: 166.60 + 25 + 9 = 200.6 > 200 kN/m2, so 2.50 m
    const scheduled = whole(design(), { depth_module: 0.5 });
    expect(scheduled).toMatchObject({ footing_length: 2.5, footing_depth: 1, design_ok: true });
  });

  it('grows the depth where a given one is too small for the loads', () => {
    const scheduled = whole(design(), { footing_depth: 0.4 });
    expect(scheduled).toMatchObject({ footing_length: 2.45, footing_depth: 0.525, design_ok: true });
  });

  it('cannot make a footing good that cannot be', () => {
    const scheduled = whole(design({ axial_load_live: -700 }));
    expect(scheduled.design_ok).toBe(false);
    expect(scheduled.warnings[0]).toMatch(/^uplift/);
    expect(whole(design({ axial_load_dead: 100, axial_load_live: 0, moment_x: 2000 })).design_ok).toBe(false);
    expect(whole(design({ max_footing_depth: 0.4 })).design_ok).toBe(false);
  });

  it('of a design made smaller by hand comes out as large as it has to be', () => {
    const scheduled = whole(design(), { footing_length_initial: 1, footing_width_initial: 1, footing_depth: 0.3 });
    expect(scheduled).toMatchObject({ design_ok: true, footing_length: 2.45 });
  });
});

describe('rectangular and plain-bar footings', () => {
  it('have a row for the central band and one for the strips beside it', () => {
    const footing = design({ aspect_ratio: 1.5 });
    const rows = whole(footing).bar_bending_schedule;
    expect(rows.map((row) => row.mark)).toEqual(['F1', 'F2a', 'F2b', 'D1']);
    expect((rows[1]?.count ?? 0) + (rows[2]?.count ?? 0)).toBe(footing.steel_bars_trans.count);
  });

  it('have U hooks where bars are plain', () => {
    const rows = whole(design({ steel_grade: 'Fe250' })).bar_bending_schedule;
    expect(rows[0]?.shape).toBe('straight with a U hook at both ends');
  });
});

describe('fields one by one', () => {
  it('give the same bars and concrete, and warnings for what cannot be checked again', () => {
    const scheduled = schedule(oneByOne(design()));
    const full = whole(design());
    expect(scheduled).toMatchObject({ rechecked: false, design_ok: true });
    expect(scheduled.bar_bending_schedule).toEqual(full.bar_bending_schedule.slice(0, 2));
    expect(scheduled.material_quantities).toMatchObject({ concrete_volume_m3: 3.15131, formwork_area_m2: 5.145 });
    expect(scheduled.warnings).toEqual([
      expect.stringMatching(/^not checked again: bearing pressure, uplift, shear/),
      expect.stringMatching(/^dowels are not scheduled/),
      expect.stringMatching(/^steel_grade is not known/),
    ]);
  });

  it('are checked again in full where the basis comes with them', () => {
    const footing = design();
    const scheduled = schedule({ ...oneByOne(footing), design_basis: footing.design_basis });
    expect(scheduled).toEqual(whole(footing));
    expect(schedule({ ...oneByOne(footing), ...footing.design_basis })).toMatchObject({
      rechecked: true,
      design_ok: true,
    });
  });

  it('cannot be vouched for once rounding changes them', () => {
    const scheduled = schedule({ ...oneByOne(design()), depth_module: 0.1 });
    expect(scheduled).toMatchObject({ footing_depth: 0.6, design_ok: null });
    expect(scheduled.warnings).toContainEqual(expect.stringMatching(/^rounding changed depth/));
  });

  it('stay failed where the design had failed or a check of the bars fails', () => {
    expect(schedule({ ...oneByOne(design()), design_ok: false }).design_ok).toBe(false);
    const few = schedule({ ...oneByOne(design()), steel_bars_long: 5 });
    expect(few.design_ok).toBe(false);
    expect(few.warnings[0]).toMatch(/^least steel, along length fails/);
  });

  it.each<[string, JsonObject[string], number]>([
    ['a count', 18, 18],
    ['a text', '18-T12 @ 137 c/c', 18],
    ['a longer text', '20 nos 12 dia', 20],
    ['an object', { count: 19, diameter_mm: 12 }, 19],
  ])('take bars as %s', (_, bars, count) => {
    const [first] = schedule({
      ...oneByOne(design()),
      steel_bars_long: bars,
      steel_grade: 'Fe500',
    }).bar_bending_schedule;
    expect(first).toMatchObject({ mark: 'F1', count, diameter_mm: 12 });
  });

  it.each([[undefined], [null], ['many'], [{ rows: 3 }], [0], [true]])(
    'schedule the least steel and cannot vouch for it where the bars are %p',
    (bars) => {
      const { steel_bars_long: _, ...rest } = oneByOne(design());
      const scheduled = schedule(bars === undefined ? rest : { ...rest, steel_bars_long: bars as JsonObject[string] });
      // 0.0012 x 2450 x 525 = 1543.5 mm2: 14 bars of 12 mm
      expect(scheduled).toMatchObject({ design_ok: null, bar_bending_schedule: [{ count: 14 }, { count: 18 }] });
      expect(scheduled.warnings).toContainEqual(expect.stringMatching(/^the number of bars is not known/));
    },
  );

  it('do not know whether a design is ok that did not say so', () => {
    const { design_ok: _, ...rest } = oneByOne(design());
    const scheduled = schedule({ ...rest, founding_depth: 2, clear_cover: 60 });
    expect(scheduled.design_ok).toBeNull();
    expect(scheduled.assumptions).toEqual([]);
    expect(scheduled.bar_bending_schedule[0]?.cutting_length_m).toBe(2.33);
  });
});

describe('arguments that make no sense', () => {
  it.each<[string, JsonObject]>([
    ['no design', {}],
    ['a design that is a text', { initial_design_data: 'done' }],
    ['no depth', { footing_length_initial: 2, footing_width_initial: 2 }],
    ['a negative length', { footing_length_initial: -2, footing_width_initial: 2, footing_depth: 0.4 }],
    ['no diameter', { footing_length_initial: 2, footing_width_initial: 2, footing_depth: 0.4 }],
    ['a module of zero', { ...asJson(design()), plan_module: 0 }],
    ['lean concrete of negative thickness', { ...asJson(design()), pcc_thickness: -1 }],
  ])('throw invalid_input: %s', (_, input) => {
    expect(() => schedule(input)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});
