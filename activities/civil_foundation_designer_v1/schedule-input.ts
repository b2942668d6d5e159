import type { Json, JsonObject } from '../../src/contracts/json.js';
import { designBasis, type DesignBasis, type DesignInput } from './design-basis.js';
import { InvalidInput } from './invalid-input.js';
import type { FootingGeometry } from './geometry.js';
import type { SiteWorks } from './material-quantities.js';
import type { Modules } from './module-fit.js';

/** Either the whole output of design_isolated_footing, or its fields one by one; a field given beside it wins. */
export type ScheduleInput = JsonObject;

export const SITE_DEFAULTS = {
  plan_module: 0.05,
  depth_module: 0.025,
  pcc_thickness: 0.1,
  pcc_projection: 0.1,
  working_space: 0.3,
} as const;

/** All fields of the design in one object. Throws InvalidInput where there is no design. */
export function designFields(input: ScheduleInput): JsonObject {
  const { initial_design_data: whole, ...single } = input;
  if (whole !== undefined && whole !== null && !isObject(whole))
    throw new InvalidInput('initial_design_data must be the output of design_isolated_footing');
  const given = Object.entries(single).filter(([, value]) => value !== null);
  return { ...(isObject(whole) ? whole : {}), ...Object.fromEntries(given) };
}

/** The dimensions to start from, m. */
export function initialGeometry(fields: JsonObject): FootingGeometry {
  return {
    length: positive(fields, 'footing_length_initial'),
    width: positive(fields, 'footing_width_initial'),
    depth: positive(fields, 'footing_depth'),
  };
}

const BASIS = [
  'axial_load_dead',
  'axial_load_live',
  'column_width',
  'column_depth',
  'safe_bearing_capacity',
  'concrete_grade',
  'steel_grade',
] as const;

/** What the design was made with: its `design_basis`, or the same arguments given here; null where it is not known. */
export function knownBasis(fields: JsonObject): DesignBasis | null {
  const carried = fields['design_basis'];
  if (isObject(carried)) return designBasis(carried as unknown as DesignInput);
  return BASIS.every((name) => fields[name] !== undefined) ? designBasis(fields as unknown as DesignInput) : null;
}

export const modulesOf = (fields: JsonObject): Modules => ({
  plan: positive({ ...SITE_DEFAULTS, ...fields }, 'plan_module'),
  depth: positive({ ...SITE_DEFAULTS, ...fields }, 'depth_module'),
});

export function siteWorks(fields: JsonObject, foundingDepth: number, columnArea: number): SiteWorks {
  const all = { ...SITE_DEFAULTS, ...fields };
  return {
    foundingDepth,
    columnArea,
    pccThickness: notNegative(all, 'pcc_thickness'),
    pccProjection: notNegative(all, 'pcc_projection'),
    workingSpace: notNegative(all, 'working_space'),
  };
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

function positive(fields: JsonObject, name: string): number {
  const value = fields[name];
  if (isNumber(value) && value > 0) return value;
  throw new InvalidInput(`${name} must be a number greater than zero, got ${JSON.stringify(value ?? null)}`);
}
function notNegative(fields: JsonObject, name: string): number {
  const value = fields[name];
  if (isNumber(value) && value >= 0) return value;
  throw new InvalidInput(`${name} must be a number not below zero, got ${JSON.stringify(value ?? null)}`);
}
