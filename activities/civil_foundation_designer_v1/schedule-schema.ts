import type { JsonObject } from '../../src/contracts/json.js';
import { STEEL_GRADES } from './materials.js';
import { BARS, CHECKS, number, object, TEXTS } from './output-schema.js';
import { SITE_DEFAULTS } from './schedule-input.js';

const positive = (description: string): JsonObject => ({ type: 'number', description, exclusiveMinimum: 0 });
const site = (name: keyof typeof SITE_DEFAULTS, description: string, minimum: number, maximum: number): JsonObject => ({
  type: 'number',
  description,
  minimum,
  maximum,
  default: SITE_DEFAULTS[name],
});

/** Arguments of optimize_schedule. Others are tolerated and ignored. */
export const SCHEDULE_INPUT: JsonObject = {
  type: 'object',
  anyOf: [
    { required: ['initial_design_data'] },
    { required: ['footing_length_initial', 'footing_width_initial', 'footing_depth'] },
  ],
  properties: {
    initial_design_data: object('The whole output of design_isolated_footing'),
    footing_length_initial: positive('m'),
    footing_width_initial: positive('m'),
    footing_length_required: positive('m'),
    footing_depth: positive('m'),
    steel_bars_long: { description: 'Bars along the length: as the design gives them, a count, or a text as 12-T16' },
    steel_bars_trans: { description: 'Bars along the width: as the design gives them, a count, or a text as 12-T16' },
    bar_diameter: { type: 'number', description: 'mm', minimum: 6, maximum: 50 },
    design_basis: object('The design_basis of the design, for checking again where the fields are given one by one'),
    steel_grade: { type: 'string', enum: [...STEEL_GRADES] },
    plan_module: site('plan_module', 'Length and width are rounded up to multiples of this, m', 0.01, 1),
    depth_module: site('depth_module', 'The depth is rounded up to a multiple of this, m', 0.01, 0.5),
    pcc_thickness: site('pcc_thickness', 'Lean concrete under the footing, m', 0, 0.5),
    pcc_projection: site('pcc_projection', 'Lean concrete beyond the footing, m', 0, 0.5),
    working_space: site('working_space', 'Around the lean concrete in the pit, m', 0, 2),
  },
};

const row: JsonObject = {
  type: 'object',
  properties: {
    mark: { type: 'string' },
    shape: { type: 'string' },
    location: { type: 'string' },
    diameter_mm: { type: 'number' },
    count: { type: 'integer' },
    spacing_mm: { type: ['number', 'null'] },
    cutting_length_m: { type: 'number' },
    unit_mass_kg_per_m: { type: 'number' },
    total_mass_kg: { type: 'number' },
  },
};
const quantities: JsonObject = {
  type: 'object',
  properties: {
    concrete_volume_m3: number('Footing'),
    pcc_volume_m3: number('Lean concrete under it'),
    steel_mass_kg: number('Sum of the schedule, no waste'),
    steel_kg_per_m3: number('Steel over concrete'),
    formwork_area_m2: number('Four sides of the footing'),
    excavation_volume_m3: number('Pit with vertical sides'),
    backfill_volume_m3: number('Around footing and column up to the ground'),
  },
};
const properties: JsonObject = {
  footing_length: number('Rounded, m'),
  footing_width: number('Rounded, m'),
  footing_depth: number('Rounded, m'),
  bar_diameter: number('mm'),
  steel_bars_long: BARS,
  steel_bars_trans: BARS,
  rounding: object('plan_module, depth_module, from and to {length, width, depth}, m'),
  rechecked: { type: 'boolean', description: 'All checks were made again on the rounded dimensions' },
  design_ok: {
    type: ['boolean', 'null'],
    description:
      'rechecked: every check passes. Otherwise: the design was ok, its dimensions stand, and what could be checked passes; null where that cannot be said',
  },
  checks: CHECKS,
  governing_check: { type: ['string', 'null'] },
  bar_bending_schedule: { type: 'array', items: row },
  material_quantities: quantities,
  warnings: TEXTS,
  assumptions: TEXTS,
};
/** Result of optimize_schedule. */
export const SCHEDULE_OUTPUT: JsonObject = { type: 'object', required: Object.keys(properties), properties };
