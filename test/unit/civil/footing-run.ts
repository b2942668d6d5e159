/** Runs the two functions as the platform does, typed for the tests. */
import { functions } from '../../../activities/civil_foundation_designer_v1/index.js';
import type { FunctionContext } from '../../../src/contracts/function.js';
import type { Json, JsonObject } from '../../../src/contracts/json.js';

export interface CheckRow {
  name: string;
  group: string;
  clause: string;
  demand: number;
  capacity: number;
  unit: string;
  ratio: number | null;
  ok: boolean;
}
export interface Bars {
  notation: string;
  count: number;
  diameter_mm: number;
  spacing_mm: number;
  area_required_mm2: number;
  area_provided_mm2: number;
  ending: string;
  zones: { zone: string; count: number; spacing_mm: number }[];
}
export interface Design {
  footing_length_initial: number;
  footing_width_initial: number;
  footing_length_required: number;
  footing_width_required: number;
  footing_depth: number;
  steel_bars_long: Bars;
  steel_bars_trans: Bars;
  bar_diameter: number;
  concrete_volume: number;
  reinforcement_ratio: number;
  sbc: number;
  design_ok: boolean;
  warnings: string[];
  checks: CheckRow[];
  governing_check: string | null;
  depth_governed_by: string[];
  dowels: {
    count: number;
    diameter_mm: number;
    area_required_mm2: number;
    area_provided_mm2: number;
    carry_force: boolean;
  };
  pressures: Record<string, number>;
  section_long: Record<string, number>;
  section_trans: Record<string, number>;
  two_way_shear: Record<string, number>;
  design_basis: JsonObject;
}
export interface Schedule {
  footing_length: number;
  footing_width: number;
  footing_depth: number;
  rechecked: boolean;
  design_ok: boolean | null;
  checks: CheckRow[];
  bar_bending_schedule: {
    mark: string;
    shape: string;
    diameter_mm: number;
    count: number;
    spacing_mm: number | null;
    cutting_length_m: number;
    unit_mass_kg_per_m: number;
    total_mass_kg: number;
  }[];
  material_quantities: Record<string, number>;
  warnings: string[];
  assumptions: string[];
}

/** The column of the guide's tour: 600 + 400 kN on 0.4 x 0.4 m, 200 kN/m2, M25, Fe415. */
export const COLUMN = {
  axial_load_dead: 600,
  axial_load_live: 400,
  column_width: 0.4,
  column_depth: 0.4,
  safe_bearing_capacity: 200,
  concrete_grade: 'M25',
  steel_grade: 'Fe415',
} satisfies JsonObject;

const call = (index: number, input: JsonObject): Json => {
  const run = functions[index]?.run;
  if (!run) throw new Error('no such function');
  return run(input, {} as FunctionContext) as Json;
};
export const design = (input: JsonObject = {}): Design => call(0, { ...COLUMN, ...input }) as unknown as Design;
export const schedule = (input: JsonObject): Schedule => call(1, input) as unknown as Schedule;
export const asJson = (value: unknown): JsonObject => value as JsonObject;

export function checkNamed(checks: readonly CheckRow[], name: string): CheckRow {
  const found = checks.find((one) => one.name === name);
  if (!found) throw new Error(`no check named ${name}`);
  return found;
}
