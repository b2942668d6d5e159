import { check, type Check } from './check.js';
import type { DesignBasis } from './design-basis.js';
import { bondStress, developmentLength } from './development-length.js';
import type { FootingGeometry } from './geometry.js';
import { BAR_DIAMETERS, barArea, characteristicStrength, compressionStress, steelOf } from './materials.js';

/** Bars that cross from the column into the footing. Areas in mm2, lengths in mm. */
export interface Dowels {
  diameter: number;
  count: number;
  areaRequired: number;
  areaProvided: number;
  /** They carry force beyond what the concrete bears; else they are the least of 34.4.3. */
  stressed: boolean;
  /** Development length in compression at 0.67 fy (26.2.1). */
  developmentLength: number;
}
/** Forces in kN. */
export interface ColumnBearing {
  force: number;
  /** sqrt(A1/A2), at most 2. */
  enhancement: number;
  /** What the concrete bears on the footing's and on the column's side. */
  footingCapacity: number;
  columnCapacity: number;
  dowels: Dowels;
}

/** Least dowels as a fraction of the column (34.4.3), and the most that a column takes (26.5.3.1 a). */
const LEAST_DOWELS = 0.005;
const MOST_DOWELS = 0.06;
/** Room for one bar on the column's perimeter, mm: keeps the diameter choice buildable. */
const ROOM_FOR_BAR = 75;

/**
 * sqrt(A1/A2) <= 2 (34.4). A1: the largest area similar to the column, concentric with it and inside the footing,
 * that the frustum with sides 1 vertical to 2 horizontal reaches at the footing's underside.
 */
export function bearingEnhancement(g: FootingGeometry, columnX: number, columnY: number): number {
  const x = Math.min(g.length, columnX + 4 * g.depth) / columnX;
  const y = Math.min(g.width, columnY + 4 * g.depth) / columnY;
  return Math.min(x, y, 2);
}

/**
 * Bearing at the column's base (34.4): Pu against 0.45 fck A2 sqrt(A1/A2) in the footing and 0.45 fck A2 in the
 * column; force beyond either goes through dowels or the column's own bars at 0.67 fy (34.4.1, 39.3). kN.
 */
export function columnBearing(basis: DesignBasis, g: FootingGeometry, force: number): ColumnBearing {
  const area = basis.column_width * basis.column_depth;
  const enhancement = bearingEnhancement(g, basis.column_depth, basis.column_width);
  const footingCapacity = 450 * characteristicStrength(basis.concrete_grade) * area * enhancement;
  const columnCapacity = 450 * characteristicStrength(basis.column_concrete_grade) * area;
  const excess = Math.max(0, force - Math.min(footingCapacity, columnCapacity));
  return { force, enhancement, footingCapacity, columnCapacity, dowels: chooseDowels(basis, area * 1e6, excess) };
}

/** The smallest bars for which there is room around the column, at least four (34.4.3). Area mm2, force kN. */
function chooseDowels(basis: DesignBasis, columnArea: number, excess: number): Dowels {
  const steel = steelOf(basis.steel_grade);
  const forForce = (excess * 1000) / compressionStress(steel);
  const areaRequired = Math.min(Math.max(forForce, LEAST_DOWELS * columnArea), MOST_DOWELS * columnArea);
  const room = Math.max(4, Math.floor((2000 * (basis.column_width + basis.column_depth)) / ROOM_FOR_BAR));
  const diameters = BAR_DIAMETERS.filter((d) => d >= 12);
  const diameter = diameters.find((d) => dowelCount(areaRequired, d) <= room) ?? 32;
  const count = dowelCount(areaRequired, diameter);
  const bond = bondStress(basis.concrete_grade, steel, 'compression');
  return {
    diameter,
    count,
    areaRequired,
    areaProvided: count * barArea(diameter),
    stressed: excess > 0,
    developmentLength: developmentLength(diameter, compressionStress(steel), bond),
  };
}
const dowelCount = (area: number, diameter: number): number =>
  Math.max(4, 2 * Math.ceil(area / barArea(diameter) / 2 - 1e-9));

/** Both faces, the least dowels, and where dowels carry force their development in the footing's depth (mm available). */
export function bearingChecks(basis: DesignBasis, bearing: ColumnBearing, available: number): Check[] {
  const { dowels, force } = bearing;
  const cap = (MOST_DOWELS * basis.column_width * basis.column_depth * 1e6) / dowels.areaProvided;
  const steel = steelOf(basis.steel_grade);
  const throughDowels = (Math.min(1, cap) * dowels.areaProvided * compressionStress(steel)) / 1000;
  const side = (name: string, concrete: number): Check =>
    check({
      name,
      group: 'column',
      clause: '34.4, 34.4.1',
      demand: force,
      capacity: concrete + (dowels.stressed ? throughDowels : 0),
      unit: 'kN',
    });
  return [
    side('bearing at column, footing side', bearing.footingCapacity),
    side('bearing at column, column side', bearing.columnCapacity),
    check({
      name: 'least dowels',
      group: 'detailing',
      clause: '34.4.3',
      demand: LEAST_DOWELS * basis.column_width * basis.column_depth * 1e6,
      capacity: dowels.areaProvided,
      unit: 'mm2',
    }),
    ...(dowels.stressed ? [dowelAnchorage(dowels, available)] : []),
  ];
}

const dowelAnchorage = (dowels: Dowels, available: number): Check =>
  check({
    name: 'dowel development length',
    group: 'strength',
    clause: '34.4.2, 26.2.1',
    demand: dowels.developmentLength,
    capacity: available,
    unit: 'mm',
  });
