import type { Ending } from './development-length.js';
import type { Direction, FootingGeometry } from './geometry.js';
import { barMass, type Steel } from './materials.js';
import type { BarZone } from './reinforcement.js';

export interface ScheduleRow {
  mark: string;
  shape: string;
  location: string;
  diameter_mm: number;
  count: number;
  /** Centre to centre; null for dowels. */
  spacing_mm: number | null;
  cutting_length_m: number;
  unit_mass_kg_per_m: number;
  total_mass_kg: number;
}
/** The bars of one direction as they are to be scheduled. Diameter mm. */
export interface ScheduledBars {
  direction: Direction;
  diameter: number;
  ending: Ending;
  zones: BarZone[];
}
/** Dowels from the footing into the column. Diameter and lengths in mm. */
export interface ScheduledDowels {
  diameter: number;
  count: number;
  /** Underside of the bend to the footing's top, and from there up along the column's bars. */
  embedment: number;
  lap: number;
}
export interface ScheduledFooting {
  geometry: FootingGeometry;
  /** mm */
  cover: number;
  steel: Steel;
  bars: ScheduledBars[];
  dowels: ScheduledDowels | null;
}

/** Length of the foot on which a dowel stands, outside to outside, mm. */
const DOWEL_FOOT = 300;
const SHAPES: Record<Ending, string> = {
  straight: 'straight',
  bend: 'straight with a 90 degree bend at both ends',
  hook: 'straight with a U hook at both ends',
};

/** What a standard ending adds to a bar's overall length, in diameters (IS 2502, Table II): bend 5 or 6, hook 9 or 13 for k = 2 or 4. */
export function endAllowance(ending: Ending, steel: Steel): number {
  const k = steel.bendRadius;
  if (ending === 'bend') return k / 2 + 4;
  return ending === 'hook' ? 2 * k + 5 : 0;
}

/** Overall length between the covers plus both endings, mm, rounded up to 5. Side, cover, diameter in mm. */
export const barLength = (side: number, cover: number, diameter: number, ending: Ending, steel: Steel): number =>
  upToFive(side - 2 * cover + 2 * endAllowance(ending, steel) * diameter);

/** L bar: A + B - r/2 - φ over outer dimensions A, B (IS 2502; the centre line of the bend, r = k φ), mm, rounded up to 5. */
export const angleLength = (a: number, b: number, diameter: number, steel: Steel): number =>
  upToFive(a + b - (steel.bendRadius / 2 + 1) * diameter);

const upToFive = (millimetres: number): number => Math.ceil(millimetres / 5 - 1e-9) * 5;

/** The bar bending schedule: a row for the bars of each direction and zone, and one for the dowels. */
export function barBendingSchedule(footing: ScheduledFooting): ScheduleRow[] {
  const rows = footing.bars.flatMap((bars) => barRows(footing, bars));
  return footing.dowels ? [...rows, dowelRow(footing.dowels, footing.steel)] : rows;
}

function barRows({ geometry, cover, steel }: ScheduledFooting, bars: ScheduledBars): ScheduleRow[] {
  const { direction, diameter, ending, zones } = bars;
  const along = direction === 'long' ? 'length, lower layer' : 'width, upper layer';
  const side = (direction === 'long' ? geometry.length : geometry.width) * 1000;
  const length = barLength(side, cover, diameter, ending, steel);
  return zones.map(({ zone, count, spacing }, i) => ({
    mark: `${direction === 'long' ? 'F1' : 'F2'}${zones.length > 1 ? 'abc'.charAt(i) : ''}`,
    shape: SHAPES[ending],
    location: `along ${along}${ZONES[zone]}`,
    spacing_mm: Math.floor(spacing * 1000 + 1e-6),
    ...mass(diameter, count, length),
  }));
}
const ZONES: Record<BarZone['zone'], string> = {
  uniform: '',
  central: ', central band',
  outer: ', outside the central band, both sides together',
};

function dowelRow({ diameter, count, embedment, lap }: ScheduledDowels, steel: Steel): ScheduleRow {
  return {
    mark: 'D1',
    shape: 'L',
    location: 'dowels into the column',
    spacing_mm: null,
    ...mass(diameter, count, angleLength(embedment + lap, DOWEL_FOOT, diameter, steel)),
  };
}

const mass = (diameter: number, count: number, length: number) => ({
  diameter_mm: diameter,
  count,
  cutting_length_m: length / 1000,
  unit_mass_kg_per_m: barMass(diameter),
  total_mass_kg: (barMass(diameter) * count * length) / 1000,
});
