import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { functions } from '../../../activities/civil_foundation_designer_v1/index.js';
import type { JsonObject } from '../../../src/contracts/json.js';
import { asJson, checkNamed, COLUMN, design, schedule } from './footing-run.js';

const ajv = new Ajv({ allErrors: true });
const schemaOf = (index: number, part: 'input' | 'output') => ajv.compile(functions[index]?.[part] as JsonObject);
const fitsInput = schemaOf(0, 'input');

describe('arguments of design_isolated_footing', () => {
  it('are seven at least', () => {
    expect(fitsInput(COLUMN)).toBe(true);
    for (const name of Object.keys(COLUMN)) {
      const rest = Object.fromEntries(Object.entries(COLUMN).filter(([key]) => key !== name));
      expect(fitsInput(rest)).toBe(false);
    }
  });

  it.each<[string, JsonObject]>([
    ['no dead load', { axial_load_dead: 0 }],
    ['a negative dead load', { axial_load_dead: -10 }],
    ['a column without width', { column_width: 0 }],
    ['no bearing capacity', { safe_bearing_capacity: 0 }],
    ['an unknown grade', { concrete_grade: 'M27' }],
    ['an unknown steel', { steel_grade: 'Fe600' }],
    ['a text for a number', { axial_load_dead: '600' }],
    ['a load factor of 1', { load_factor_dead: 1 }],
  ])('are refused by the schema: %s', (_, bad) => {
    expect(fitsInput({ ...COLUMN, ...bad })).toBe(false);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['no dead load', { axial_load_dead: 0 }, /axial_load_dead must be greater than zero, got 0/],
    ['a load that is no number', { axial_load_live: 'much' }, /axial_load_live must be a number, got much/],
    ['an unknown grade', { concrete_grade: 'M27' }, /concrete_grade M27 is not known/],
    ['an unknown column grade', { column_concrete_grade: 'C30' }, /column_concrete_grade C30/],
    ['an unknown steel', { steel_grade: 'Fe600' }, /steel_grade Fe600 is not known/],
    ['bars from 20 to 16 mm', { min_bar_diameter: 20, max_bar_diameter: 16 }, /no standard bar diameter/],
    ['a column wider than any footing', { column_width: 5, max_footing_dimension: 4 }, /column does not fit/],
    ['cover as thick as the footing', { clear_cover: 130 }, /clear_cover/],
    ['a depth limit below the least', { max_footing_depth: 0.1 }, /max_footing_depth/],
    ['an unknown kind of capacity', { bearing_capacity_type: 'ultimate' }, /bearing_capacity_type ultimate/],
    ['an unknown exposure', { exposure: 'arctic' }, /exposure arctic/],
  ])('throw invalid_input for good, with the reason: %s', (_, bad, message) => {
    const error = thrown(() => design(bad));
    expect(error).toMatchObject({ code: 'invalid_input', transient: false, message: expect.stringMatching(message) });
  });

  it('may be more than are known, and null where there is a default', () => {
    expect(fitsInput({ ...COLUMN, project: 'P1' })).toBe(true);
    expect(design({ project: 'P1', moment_x: null })).toEqual(design());
    expect(design({ project: 'P1' }).design_basis).not.toHaveProperty('project');
  });
});

describe('stated materials', () => {
  it('below M20 fail: reinforced concrete has at least that by 6.1.2 and Table 5', () => {
    const footing = design({ concrete_grade: 'M15' });
    expect(footing.design_ok).toBe(false);
    expect(checkNamed(footing.checks, 'concrete grade')).toMatchObject({ demand: 20, capacity: 15, ok: false });
  });

  it('of M20 get a hint that buried concrete is moderately exposed, and fail where that is stated', () => {
    expect(design({ concrete_grade: 'M20' })).toMatchObject({
      design_ok: true,
      warnings: [expect.stringMatching(/^M20/)],
    });
    expect(design({ concrete_grade: 'M20', exposure: 'moderate' }).design_ok).toBe(false);
    expect(design({ exposure: 'moderate' })).toMatchObject({ design_ok: true, warnings: [] });
  });

  it('need 50 mm of cover in any footing and 75 mm in extreme exposure', () => {
    expect(checkNamed(design({ clear_cover: 40 }).checks, 'clear cover')).toMatchObject({ demand: 50, ok: false });
    const extreme = design({ clear_cover: 60, exposure: 'extreme', concrete_grade: 'M40' });
    expect(checkNamed(extreme.checks, 'clear cover')).toMatchObject({ demand: 75, capacity: 60, ok: false });
  });
});

describe('limits of the search', () => {
  it('never make a failing base pass: soil that the footing itself overloads', () => {
    const footing = design({ safe_bearing_capacity: 25 });
    expect(footing).toMatchObject({
      design_ok: false,
      footing_length_initial: 25,
      governing_check: 'bearing pressure',
    });
    expect(footing.warnings).toContain(
      'the weight of the footing and the soil above it uses up the whole bearing capacity',
    );
  });

  it('never make a failing depth pass: the last depth is the result and shows what fails', () => {
    const footing = design({ max_footing_depth: 0.4 });
    expect(footing).toMatchObject({ design_ok: false, footing_depth: 0.4 });
    expect(checkNamed(footing.checks, 'one-way shear, along width').ok).toBe(false);
  });

  it('a singly reinforced section that is too weak shows as such', () => {
    const footing = design({ max_footing_depth: 0.25, axial_load_dead: 3000, safe_bearing_capacity: 300 });
    expect(checkNamed(footing.checks, 'singly reinforced section, along length').ok).toBe(false);
    expect(checkNamed(footing.checks, 'bending at column face, along length').ok).toBe(false);
  });

  it('a footing thicker than it is deep in the ground is said to stand out', () => {
    expect(design({ founding_depth: 0.4 }).warnings).toEqual([expect.stringMatching(/stands out of the ground/)]);
  });

  it('a punching perimeter outside the base carries nothing', () => {
    const stub = design({ axial_load_dead: 40, axial_load_live: 0, column_width: 0.3, column_depth: 0.3 });
    expect(stub.design_ok).toBe(true);
    const wide = design({
      axial_load_dead: 900,
      axial_load_live: 0,
      column_width: 0.3,
      column_depth: 2.4,
      aspect_ratio: 1.5,
    });
    expect(wide.design_ok).toBe(true);
  });
});

describe('results', () => {
  it('fit their schemas', () => {
    const footing = design({ axial_load_live: -700, moment_x: 40 });
    const fitsDesign = schemaOf(0, 'output');
    const fitsSchedule = schemaOf(1, 'output');
    for (const one of [footing, design({ aspect_ratio: 1.5 })]) {
      expect([fitsDesign(one), fitsDesign.errors]).toEqual([true, null]);
      const scheduled = schedule({ initial_design_data: asJson(one) });
      expect([fitsSchedule(scheduled), fitsSchedule.errors]).toEqual([true, null]);
    }
  });

  it('do not depend on the run', () => {
    expect(design({ moment_x: 33 })).toEqual(design({ moment_x: 33 }));
  });
});

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
