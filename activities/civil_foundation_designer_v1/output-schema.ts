import type { JsonObject } from '../../src/contracts/json.js';

export const number = (description: string): JsonObject => ({ type: 'number', description });
export const object = (description: string): JsonObject => ({ type: 'object', description });
const text: JsonObject = { type: 'string' };

/** A list of checks, as both functions give it. */
export const CHECKS: JsonObject = {
  type: 'array',
  description: 'Every requirement as demand <= capacity',
  items: {
    type: 'object',
    required: ['name', 'group', 'clause', 'demand', 'capacity', 'unit', 'ratio', 'ok'],
    properties: {
      name: text,
      group: { type: 'string', enum: ['base', 'materials', 'strength', 'detailing', 'column'] },
      clause: { ...text, description: 'Clause of IS 456:2000 unless it names another standard' },
      demand: { type: 'number' },
      capacity: { type: 'number' },
      unit: text,
      ratio: { type: ['number', 'null'], description: 'demand / capacity; null where there is no capacity' },
      ok: { type: 'boolean' },
    },
  },
};
export const TEXTS: JsonObject = { type: 'array', items: text };

export const BARS = object(
  'notation, count, diameter_mm, spacing_mm, area_required_mm2, area_provided_mm2, ending, zones',
);
const properties: JsonObject = {
  footing_length_initial: number('Length, rounded up to 50 mm, m'),
  footing_width_initial: number('Width, rounded up to 50 mm, m'),
  footing_length_required: number('Least length for the soil, not rounded, m'),
  footing_width_required: number('Least width for the soil, not rounded, m'),
  footing_depth: number('Overall depth, m'),
  steel_bars_long: { ...BARS, title: 'Bars along the length, lower layer' },
  steel_bars_trans: { ...BARS, title: 'Bars along the width, upper layer' },
  bar_diameter: number('Diameter of the bars both ways, mm'),
  concrete_volume: number('m3'),
  reinforcement_ratio: number('Steel area / gross section, the lesser of both directions'),
  sbc: number('The safe bearing capacity given, kN/m2'),
  design_ok: { type: 'boolean', description: 'Every check passes' },
  warnings: TEXTS,
  checks: CHECKS,
  governing_check: {
    type: ['string', 'null'],
    description:
      'The failing check furthest beyond its capacity; else the base, strength or column check with the largest ratio',
  },
  dowels: object('count, diameter_mm, area_required_mm2, area_provided_mm2, carry_force, development_length_mm'),
  loads: object('Service and factored loads, kN and kNm'),
  pressures: object('kN/m2'),
  section_long: object('Critical sections of the bars along the length: m, kNm, mm2, kN, N/mm2, mm'),
  section_trans: object('Critical sections of the bars along the width: m, kNm, mm2, kN, N/mm2, mm'),
  two_way_shear: object('m, kN, N/mm2'),
  column_bearing: object('kN'),
  depth_governed_by: { ...TEXTS, description: 'Checks for which 25 mm less depth was not enough' },
  iterations: { type: 'integer', description: 'Depths tried' },
  assumptions: TEXTS,
  design_basis: object('The input with its defaults: what optimize_schedule checks again with'),
};
/** Result of design_isolated_footing. */
export const DESIGN_OUTPUT: JsonObject = { type: 'object', required: Object.keys(properties), properties };
