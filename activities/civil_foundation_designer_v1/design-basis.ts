import { EXPOSURES, type Exposure } from './exposure.js';
import { InvalidInput } from './invalid-input.js';
import { BAR_DIAMETERS, CONCRETE_GRADES, STEEL_GRADES, type ConcreteGrade, type SteelGrade } from './materials.js';

/**
 * Everything that a design rests on, defaults filled in. kN, m, kN/m2, kN/m3; cover and bar diameters in mm.
 * x runs along the footing's length and the column's depth, y along the footing's width and the column's width.
 */
export interface DesignBasis {
  axial_load_dead: number;
  /** Negative for uplift. */
  axial_load_live: number;
  /** About the x axis: the pressure varies along the width. Acts together with dead and live load. */
  moment_x: number;
  /** About the y axis: the pressure varies along the length. */
  moment_y: number;
  column_width: number;
  column_depth: number;
  safe_bearing_capacity: number;
  bearing_capacity_type: 'gross' | 'net';
  founding_depth: number;
  soil_unit_weight: number;
  concrete_unit_weight: number;
  concrete_grade: ConcreteGrade;
  column_concrete_grade: ConcreteGrade;
  steel_grade: SteelGrade;
  exposure?: Exposure;
  clear_cover: number;
  min_bar_diameter: number;
  max_bar_diameter: number;
  /** Length / width. */
  aspect_ratio: number;
  load_factor_dead: number;
  load_factor_live: number;
  max_footing_dimension: number;
  max_footing_depth: number;
}
type Given =
  | 'axial_load_dead'
  | 'axial_load_live'
  | 'column_width'
  | 'column_depth'
  | 'safe_bearing_capacity'
  | 'concrete_grade'
  | 'steel_grade';
/** What the caller gives: seven values, and any of the rest. */
export type DesignInput = Pick<DesignBasis, Given> & Partial<DesignBasis>;

export const DEFAULTS = {
  moment_x: 0,
  moment_y: 0,
  bearing_capacity_type: 'gross',
  founding_depth: 1.5,
  soil_unit_weight: 18,
  concrete_unit_weight: 25,
  clear_cover: 50,
  min_bar_diameter: 10,
  max_bar_diameter: 25,
  aspect_ratio: 1,
  load_factor_dead: 1.5,
  load_factor_live: 1.5,
  max_footing_dimension: 25,
  max_footing_depth: 5,
} as const;

const POSITIVE = [
  'axial_load_dead',
  'column_width',
  'column_depth',
  'safe_bearing_capacity',
  'founding_depth',
  'soil_unit_weight',
  'concrete_unit_weight',
  'clear_cover',
  'aspect_ratio',
  'load_factor_dead',
  'load_factor_live',
  'max_footing_dimension',
  'max_footing_depth',
] as const;
const FINITE = [
  ...POSITIVE,
  'axial_load_live',
  'moment_x',
  'moment_y',
  'min_bar_diameter',
  'max_bar_diameter',
] as const;

/** Input with its defaults. Throws InvalidInput (`code: 'invalid_input'`) naming the argument that makes no sense. */
export function designBasis(input: DesignInput): DesignBasis {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== null));
  const basis = pick({ ...DEFAULTS, column_concrete_grade: input.concrete_grade, ...given } as DesignBasis);
  refuse(basis);
  return basis;
}

/** The basis without whatever else the caller passed along. */
function pick(all: DesignBasis): DesignBasis {
  const keys = [...FINITE, 'bearing_capacity_type', 'concrete_grade', 'column_concrete_grade', 'steel_grade'] as const;
  const known = Object.fromEntries(keys.map((key) => [key, all[key]]));
  return { ...known, ...(all.exposure === undefined ? {} : { exposure: all.exposure }) } as DesignBasis;
}

function refuse(basis: DesignBasis): void {
  for (const name of FINITE)
    demand(Number.isFinite(basis[name]), `${name} must be a number, got ${String(basis[name])}`);
  for (const name of POSITIVE) demand(basis[name] > 0, `${name} must be greater than zero, got ${basis[name]}`);
  demand(CONCRETE_GRADES.includes(basis.concrete_grade), `concrete_grade ${basis.concrete_grade} is not known`);
  demand(
    CONCRETE_GRADES.includes(basis.column_concrete_grade),
    `column_concrete_grade ${basis.column_concrete_grade} is not known`,
  );
  demand(STEEL_GRADES.includes(basis.steel_grade), `steel_grade ${basis.steel_grade} is not known`);
  demand(
    ['gross', 'net'].includes(basis.bearing_capacity_type),
    `bearing_capacity_type ${basis.bearing_capacity_type} is not known`,
  );
  const { exposure } = basis;
  demand(exposure === undefined || EXPOSURES.includes(exposure), `exposure ${String(exposure)} is not known`);
  demand(
    allowedDiameters(basis).length > 0,
    'no standard bar diameter lies between min_bar_diameter and max_bar_diameter',
  );
  demand(leastWidth(basis) <= largestWidth(basis), 'the column does not fit on the largest footing allowed');
  demand(basis.max_footing_depth >= LEAST_DEPTH, `max_footing_depth is below the least depth tried, ${LEAST_DEPTH} m`);
  demand(2 * basis.clear_cover < LEAST_DEPTH * 1000, 'clear_cover leaves no effective depth');
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new InvalidInput(message);
}

/** The base reaches beyond each column face by at least this, m: room for the column's formwork. */
export const LEAST_PROJECTION = 0.15;
/** Plan dimensions are multiples of this, m. */
export const PLAN_MODULE = 0.05;

/** Width that leaves the least projection beyond all column faces, m. */
export const leastWidth = (basis: DesignBasis): number =>
  Math.max(basis.column_width + 2 * LEAST_PROJECTION, (basis.column_depth + 2 * LEAST_PROJECTION) / basis.aspect_ratio);
/** Width at which one side reaches max_footing_dimension, m. */
export function largestWidth(basis: DesignBasis): number {
  const limit = Math.floor(basis.max_footing_dimension / PLAN_MODULE + 1e-9) * PLAN_MODULE;
  return Math.min(limit, limit / basis.aspect_ratio);
}
/** Depth at which the iteration starts, m: clause 34.1.2 allows 0.15 m at the edge, two layers of bars need more. */
export const LEAST_DEPTH = 0.25;

export const allowedDiameters = (basis: DesignBasis): number[] =>
  BAR_DIAMETERS.filter((d) => d >= basis.min_bar_diameter && d <= basis.max_bar_diameter);
