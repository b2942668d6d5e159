/** A schedule for a footing of which only dimensions and bars are known: what can be checked is, the rest is said. */
import type { JsonObject } from '../../src/contracts/json.js';
import type { ScheduledBars, ScheduledFooting } from './bar-bending.js';
import { readBars } from './bars-reading.js';
import { check, type Check } from './check.js';
import { InvalidInput } from './invalid-input.js';
import { DEFAULTS } from './design-basis.js';
import { effectiveDepth, sectionWidth, type Direction, type FootingGeometry } from './geometry.js';
import { barArea, steelOf, STEEL_GRADES, type Steel, type SteelGrade } from './materials.js';
import { largestBarSpacing, layOut, leastClearDistance, leastSteel } from './reinforcement.js';
import { isNumber } from './schedule-input.js';

export interface DimensionsOnly {
  footing: ScheduledFooting;
  checks: Check[];
  warnings: string[];
  /** The count of bars was given for both directions. */
  barsKnown: boolean;
}
interface Known {
  geometry: FootingGeometry;
  cover: number;
  steel: Steel;
  diameter: number;
}

/** Reads the bars, lays out what is missing with the least steel of 34.5.1, and checks what needs no loads. */
export function dimensionsOnly(fields: JsonObject, geometry: FootingGeometry): DimensionsOnly {
  const grade = STEEL_GRADES.find((one) => one === fields['steel_grade']);
  const known: Known = {
    geometry,
    cover: isNumber(fields['clear_cover']) ? fields['clear_cover'] : DEFAULTS.clear_cover,
    steel: steelOf(grade ?? ASSUMED_STEEL),
    diameter: diameterOf(fields),
  };
  const long = barsOf(known, 'long', fields);
  const trans = barsOf(known, 'trans', fields);
  const counted = [long, trans].every((one) => one.known);
  const { cover, steel } = known;
  return {
    footing: { geometry, cover, steel, bars: [long.bars, trans.bars], dowels: null },
    checks: [...sizeChecks(fields, geometry), ...barChecks(known, long.bars), ...barChecks(known, trans.bars)],
    warnings: gaps(grade, counted),
    barsKnown: counted,
  };
}
const ASSUMED_STEEL: SteelGrade = 'Fe415';

function diameterOf(fields: JsonObject): number {
  const given = fields['bar_diameter'] ?? readBars(fields['steel_bars_long']).diameter;
  if (isNumber(given) && given >= 6 && given <= 50) return given;
  throw new InvalidInput('bar_diameter must be a number from 6 to 50 (mm)');
}

function barsOf(known: Known, direction: Direction, fields: JsonObject): { bars: ScheduledBars; known: boolean } {
  const read = readBars(fields[`steel_bars_${direction}`]);
  const diameter = read.diameter ?? known.diameter;
  const width = sectionWidth(known.geometry, direction);
  const run = width - (2 * known.cover + diameter) / 1000;
  const even =
    read.count === null ? null : [{ zone: 'uniform' as const, count: read.count, spacing: run / (read.count - 1) }];
  const zones = read.zones ?? even ?? leastBars(known, direction, diameter);
  return { bars: { direction, diameter, ending: read.ending, zones }, known: read.count !== null };
}

function leastBars({ geometry, cover, steel }: Known, direction: Direction, diameter: number) {
  const width = sectionWidth(geometry, direction);
  return layOut({
    diameter,
    area: leastSteel(steel.leastRatio, width, geometry.depth),
    width,
    otherSide: sectionWidth(geometry, direction === 'long' ? 'trans' : 'long'),
    cover: cover / 1000,
    largestSpacing: largestBarSpacing(effectiveDepth(geometry, cover, diameter, direction)),
  }).zones;
}

function sizeChecks(fields: JsonObject, { length, depth }: FootingGeometry): Check[] {
  const required = fields['footing_length_required'];
  const thickness = check({
    name: 'least thickness',
    group: 'detailing',
    clause: '34.1.2',
    demand: 150,
    capacity: depth * 1000,
    unit: 'mm',
  });
  if (!isNumber(required)) return [thickness];
  const enough = {
    name: 'required length',
    group: 'base',
    clause: '34.1',
    demand: required,
    capacity: length,
    unit: 'm',
  } as const;
  return [check(enough), thickness];
}

function barChecks({ geometry, cover, steel }: Known, { direction, diameter, zones }: ScheduledBars): Check[] {
  const width = sectionWidth(geometry, direction);
  const area = zones.reduce((sum, zone) => sum + zone.count, 0) * barArea(diameter);
  const spacings = zones.map((zone) => zone.spacing * 1000);
  const largest = largestBarSpacing(effectiveDepth(geometry, cover, diameter, direction)) * 1000;
  const where = direction === 'long' ? 'along length' : 'along width';
  const row = (name: string, clause: string, demand: number, capacity: number, unit: string): Check =>
    check({ name: `${name}, ${where}`, group: 'detailing', clause, demand, capacity, unit });
  return [
    row('least steel', '34.5.1, 26.5.2.1', leastSteel(steel.leastRatio, width, geometry.depth), area, 'mm2'),
    row('largest bar spacing', '26.3.3 (b)', Math.max(...spacings), largest, 'mm'),
    row('least clear distance', '26.3.2', leastClearDistance(diameter), Math.min(...spacings) - diameter, 'mm'),
  ];
}

const gaps = (grade: SteelGrade | undefined, counted: boolean): string[] => [
  'not checked again: bearing pressure, uplift, shear, bending, development length and bearing at the column; the loads, the column and the materials were not given (pass initial_design_data whole)',
  'dowels are not scheduled: the column is not known',
  ...(grade ? [] : [`steel_grade is not known: ${ASSUMED_STEEL} is assumed for the least steel and the bends`]),
  ...(counted ? [] : ['the number of bars is not known: the least steel is scheduled, which the loads may exceed']),
];
