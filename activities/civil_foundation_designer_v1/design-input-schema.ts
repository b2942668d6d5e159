import type { JsonObject } from '../../src/contracts/json.js';
import { DEFAULTS } from './design-basis.js';
import { EXPOSURES } from './exposure.js';
import { BAR_DIAMETERS, CONCRETE_GRADES, STEEL_GRADES } from './materials.js';

const number = (description: string, bounds: JsonObject = {}): JsonObject => ({
  type: 'number',
  description,
  ...bounds,
});
const optional = (name: keyof typeof DEFAULTS, description: string, bounds: JsonObject = {}): JsonObject =>
  number(description, { ...bounds, default: DEFAULTS[name] });
const choice = (values: readonly string[], description: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  enum: [...values],
  description,
  ...more,
});
const positive = (maximum: number): JsonObject => ({ exclusiveMinimum: 0, maximum });

/** Arguments of design_isolated_footing. Others are tolerated and ignored. */
export const DESIGN_INPUT: JsonObject = {
  type: 'object',
  required: [
    'axial_load_dead',
    'axial_load_live',
    'column_width',
    'column_depth',
    'safe_bearing_capacity',
    'concrete_grade',
    'steel_grade',
  ],
  properties: {
    axial_load_dead: number('Service dead load from the column, kN, without the footing itself', positive(100000)),
    axial_load_live: number('Service live load from the column, kN; negative for uplift', {
      minimum: -100000,
      maximum: 100000,
    }),
    moment_x: optional('moment_x', 'Service moment about the x axis, kNm: pressure varies along the width', {
      minimum: -100000,
      maximum: 100000,
    }),
    moment_y: optional('moment_y', 'Service moment about the y axis, kNm: pressure varies along the length', {
      minimum: -100000,
      maximum: 100000,
    }),
    column_width: number('Column side along the width of the footing (y), m', { minimum: 0.1, maximum: 5 }),
    column_depth: number('Column side along the length of the footing (x), m', { minimum: 0.1, maximum: 5 }),
    safe_bearing_capacity: number('Safe bearing capacity at founding level, kN/m2', positive(10000)),
    bearing_capacity_type: choice(
      ['gross', 'net'],
      'gross: carries column, footing and soil above. net: over the soil that was there before',
      { default: DEFAULTS.bearing_capacity_type },
    ),
    founding_depth: optional('founding_depth', 'Ground to the underside of the footing, m', {
      minimum: 0.3,
      maximum: 10,
    }),
    soil_unit_weight: optional('soil_unit_weight', 'Soil above the footing, kN/m3', { minimum: 10, maximum: 24 }),
    concrete_unit_weight: optional('concrete_unit_weight', 'Reinforced concrete, kN/m3', { minimum: 20, maximum: 30 }),
    concrete_grade: choice(CONCRETE_GRADES, 'Concrete of the footing; below M20 the design fails (6.1.2)'),
    column_concrete_grade: choice(CONCRETE_GRADES, "Concrete of the column, for bearing; default the footing's"),
    steel_grade: choice(STEEL_GRADES, 'Reinforcement; Fe250 plain bars, the others deformed'),
    exposure: choice(
      EXPOSURES,
      'Exposure by Table 3: grade (Table 5) and cover (Table 16) are checked where it is given',
    ),
    clear_cover: optional('clear_cover', 'Clear cover to the bars, mm; below 50 the design fails (26.4.2.2)', {
      minimum: 20,
      maximum: 100,
    }),
    min_bar_diameter: optional('min_bar_diameter', 'Smallest bar to use, mm', diameterBounds()),
    max_bar_diameter: optional('max_bar_diameter', 'Largest bar to use, mm', diameterBounds()),
    aspect_ratio: optional('aspect_ratio', 'Length / width of the footing; 1 is square', { minimum: 0.33, maximum: 3 }),
    load_factor_dead: optional('load_factor_dead', 'Partial factor on dead load (Table 18)', {
      minimum: 1.2,
      maximum: 2,
    }),
    load_factor_live: optional('load_factor_live', 'Partial factor on live load (Table 18)', {
      minimum: 1.2,
      maximum: 2,
    }),
    max_footing_dimension: optional('max_footing_dimension', 'Longest side tried, m; beyond it the design fails', {
      minimum: 0.5,
      maximum: 50,
    }),
    max_footing_depth: optional('max_footing_depth', 'Greatest depth tried, m; beyond it the design fails', {
      minimum: 0.25,
      maximum: 5,
    }),
  },
};

function diameterBounds(): JsonObject {
  return { minimum: Math.min(...BAR_DIAMETERS), maximum: Math.max(...BAR_DIAMETERS) };
}
