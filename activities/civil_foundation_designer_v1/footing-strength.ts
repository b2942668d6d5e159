/** One direction of a footing: forces, steel and the checks that come of them. */
import type { BasePressure } from './base-pressure.js';
import { faceMoment, limitingMoment, momentCapacity, sectionOf, steelForMoment, type Section } from './bending.js';
import { check, type Check, type CheckGroup } from './check.js';
import type { DesignBasis } from './design-basis.js';
import { anchorage, type Anchorage } from './development-length.js';
import { effectiveDepth, projection, sectionWidth, type Direction, type FootingGeometry } from './geometry.js';
import { oneWayShear, type OneWayShear } from './one-way-shear.js';
import { largestBarSpacing, layOut, leastClearDistance, leastSteel, type BarLayout } from './reinforcement.js';
import { largestSlabShear } from './shear-strength.js';

/** m, kNm, mm2; shear and anchorage as they say. */
export interface DirectionDesign {
  direction: Direction;
  projection: number;
  effectiveDepth: number;
  moment: number;
  limitingMoment: number;
  momentCapacity: number;
  areaForMoment: number;
  areaLeast: number;
  areaRequired: number;
  bars: BarLayout;
  shear: OneWayShear;
  anchorage: Anchorage;
}

/** The section across the footing at the column's face that bars of one direction cross. m, mm for the diameter. */
interface Crossing {
  basis: DesignBasis;
  geometry: FootingGeometry;
  pressure: number;
  direction: Direction;
  diameter: number;
  section: Section;
  projection: number;
}

/** Designs the bars of one direction for the largest factored pressure, taken as even over the whole base. */
export function designDirection(
  basis: DesignBasis,
  geometry: FootingGeometry,
  pressure: BasePressure,
  direction: Direction,
  diameter: number,
): DirectionDesign {
  const depth = effectiveDepth(geometry, basis.clear_cover, diameter, direction);
  const section = sectionOf(basis, sectionWidth(geometry, direction), depth);
  const reach = projection(geometry, basis, direction);
  const at = { basis, geometry, pressure: pressure.factored, direction, diameter, section, projection: reach };
  const bending = bendingDesign(at);
  return {
    direction,
    projection: reach,
    effectiveDepth: depth,
    ...bending,
    shear: shearAt(at, bending.bars.areaProvided),
    anchorage: anchorageAt(at, bending.areaForMoment / bending.bars.areaProvided),
  };
}

function bendingDesign(at: Crossing) {
  const { geometry, section } = at;
  const moment = faceMoment(at.pressure, section.width, at.projection);
  const areaForMoment = steelForMoment(section, moment);
  const areaLeast = leastSteel(section.steel.leastRatio, section.width, geometry.depth);
  const areaRequired = Math.max(areaForMoment, areaLeast);
  const bars = barsAt(at, areaRequired);
  return {
    moment,
    limitingMoment: limitingMoment(section),
    momentCapacity: momentCapacity(section, bars.areaProvided),
    areaForMoment,
    areaLeast,
    areaRequired,
    bars,
  };
}

const barsAt = ({ basis, geometry, direction, diameter, section }: Crossing, area: number): BarLayout =>
  layOut({
    diameter,
    area,
    width: section.width,
    otherSide: direction === 'long' ? geometry.length : geometry.width,
    cover: basis.clear_cover / 1000,
    largestSpacing: largestBarSpacing(section.effectiveDepth),
  });

const shearAt = ({ basis, pressure, section, projection: reach }: Crossing, steelArea: number): OneWayShear =>
  oneWayShear({
    pressure,
    width: section.width,
    projection: reach,
    effectiveDepth: section.effectiveDepth,
    cover: basis.clear_cover / 1000,
    steelArea,
    grade: basis.concrete_grade,
  });

const anchorageAt = (
  { basis, geometry, diameter, section, projection: reach }: Crossing,
  areaRatio: number,
): Anchorage =>
  anchorage({
    diameter,
    straight: reach * 1000 - basis.clear_cover,
    depth: geometry.depth * 1000,
    cover: basis.clear_cover,
    areaRatio,
    grade: basis.concrete_grade,
    steel: section.steel,
  });

type Row = [group: CheckGroup, name: string, clause: string, demand: number, capacity: number, unit: string];

/** Shear, bending, steel, spacing and anchorage of one direction. */
export function directionChecks(basis: DesignBasis, design: DirectionDesign): Check[] {
  const { shear, bars, anchorage: anchored } = design;
  const where = design.direction === 'long' ? 'along length' : 'along width';
  const rows: Row[] = [
    ['strength', 'one-way shear', '34.2.4.1 (a), 40.2.1, Table 19', shear.stress, shear.strength, 'N/mm2'],
    [
      'strength',
      'largest slab shear',
      '40.2.3.1, Table 20',
      shear.stress,
      largestSlabShear(basis.concrete_grade),
      'N/mm2',
    ],
    ['strength', 'singly reinforced section', '34.2.3.2, G-1.1 (c)', design.moment, design.limitingMoment, 'kNm'],
    ['strength', 'bending at column face', '34.2.3.2, G-1.1 (b)', design.moment, design.momentCapacity, 'kNm'],
    ['detailing', 'least steel', '34.5.1, 26.5.2.1', design.areaLeast, bars.areaProvided, 'mm2'],
    [
      'detailing',
      'largest bar spacing',
      '26.3.3 (b)',
      bars.largestSpacing * 1000,
      largestBarSpacing(design.effectiveDepth) * 1000,
      'mm',
    ],
    [
      'detailing',
      'least clear distance',
      '26.3.2',
      leastClearDistance(bars.diameter),
      bars.leastSpacing * 1000 - bars.diameter,
      'mm',
    ],
    ['strength', 'development length', '34.2.4.3, 26.2.1', anchored.required, anchored.available, 'mm'],
    ...centralBand(bars),
  ];
  return rows.map(([group, name, clause, demand, capacity, unit]) =>
    check({ name: `${name}, ${where}`, group, clause, demand, capacity, unit }),
  );
}

function centralBand(bars: BarLayout): Row[] {
  const central = bars.zones.find((zone) => zone.zone === 'central');
  if (bars.centralShare === null || !central) return [];
  return [['detailing', 'central band', '34.3.1 (c)', bars.centralShare, central.count / bars.count, 'share of bars']];
}
