import { basePressure, basePressureChecks, type BasePressure } from './base-pressure.js';
import { bearingChecks, columnBearing, type ColumnBearing } from './bearing.js';
import { allPass, check, depthSuffices, type Check } from './check.js';
import { allowedDiameters, type DesignBasis } from './design-basis.js';
import { durabilityChecks } from './durability.js';
import { designDirection, directionChecks, type DirectionDesign } from './footing-strength.js';
import { effectiveDepth, type FootingGeometry } from './geometry.js';
import { loadsOf, type Loads } from './loads.js';
import { barMass, characteristicStrength } from './materials.js';
import { twoWayShear, type TwoWayShear } from './two-way-shear.js';

/** A footing of given dimensions with its bars and every check on it. */
export interface Evaluation {
  geometry: FootingGeometry;
  loads: Loads;
  pressure: BasePressure;
  long: DirectionDesign;
  trans: DirectionDesign;
  punching: TwoWayShear;
  bearing: ColumnBearing;
  checks: Check[];
}

/** Least thickness at the edge of a footing on soil, mm (34.1.2). */
const LEAST_THICKNESS = 150;
/** Bars closer than this are awkward to place and to concrete between, m: avoided where another diameter will do. */
const COMFORTABLE_SPACING = 0.1;

/**
 * Bars may weigh this much more than the lightest choice. More steel would pass Table 19 at a smaller depth, but a deeper
 * footing is the cheaper way to carry shear.
 */
const STEEL_ALLOWANCE = 1.25;

/** The footing with its best bars: not much steel to spare, comfortable spacing, checks pass, straight, lightest. */
export function evaluateFooting(basis: DesignBasis, geometry: FootingGeometry): Evaluation {
  const all = allowedDiameters(basis).map((diameter) => evaluateWith(basis, geometry, diameter));
  const lightest = Math.min(...all.map(steelMass));
  const [best] = all
    .filter((one) => steelMass(one) <= STEEL_ALLOWANCE * lightest)
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compare(a.rank, b.rank));
  if (!best) throw new Error('a design basis has at least one bar diameter');
  return best.one;
}

/** The footing with bars of one diameter (mm) both ways. */
export function evaluateWith(basis: DesignBasis, geometry: FootingGeometry, diameter: number): Evaluation {
  const loads = loadsOf(basis);
  const pressure = basePressure(basis, loads, geometry);
  const long = designDirection(basis, geometry, pressure, 'long', diameter);
  const trans = designDirection(basis, geometry, pressure, 'trans', diameter);
  const punching = punchingOf(basis, geometry, loads, pressure, diameter);
  const bearing = columnBearing(basis, geometry, loads.factored);
  const parts = { geometry, loads, pressure, long, trans, punching, bearing };
  return { ...parts, checks: allChecks(basis, parts, diameter) };
}

/** With the effective depth of the upper layer, the smaller of both. */
function punchingOf(basis: DesignBasis, g: FootingGeometry, loads: Loads, pressure: BasePressure, diameter: number) {
  return twoWayShear({
    length: g.length,
    width: g.width,
    columnX: basis.column_depth,
    columnY: basis.column_width,
    effectiveDepth: effectiveDepth(g, basis.clear_cover, diameter, 'trans'),
    pressure: pressure.factored,
    load: loads.factored,
    momentX: loads.factoredMomentX,
    momentY: loads.factoredMomentY,
    fck: characteristicStrength(basis.concrete_grade),
  });
}

function allChecks(basis: DesignBasis, parts: Omit<Evaluation, 'checks'>, diameter: number): Check[] {
  const { geometry, pressure, long, trans, punching, bearing } = parts;
  const forDowels = geometry.depth * 1000 - basis.clear_cover - 2 * diameter;
  return [
    ...basePressureChecks(basis, pressure),
    ...durabilityChecks(basis),
    check({
      name: 'least thickness',
      group: 'detailing',
      clause: '34.1.2',
      demand: LEAST_THICKNESS,
      capacity: geometry.depth * 1000,
      unit: 'mm',
    }),
    ...directionChecks(basis, long),
    ...directionChecks(basis, trans),
    check({
      name: 'two-way shear',
      group: 'strength',
      clause: '34.2.4.1 (b), 31.6.2, 31.6.3.1',
      demand: punching.stress,
      capacity: punching.strength,
      unit: 'N/mm2',
    }),
    ...bearingChecks(basis, bearing, forDowels),
  ];
}

export const designOk = (evaluation: Evaluation): boolean => allPass(evaluation.checks);

function rank(evaluation: Evaluation): number[] {
  const both = [evaluation.long, evaluation.trans];
  const crowded = both.some((one) => one.bars.leastSpacing < COMFORTABLE_SPACING);
  const bent = both.some((one) => one.anchorage.ending === 'bend');
  return [crowded ? 1 : 0, depthSuffices(evaluation.checks) ? 0 : 1, bent ? 1 : 0, steelMass(evaluation)];
}
/** Straight bars over the whole footing, kg: for comparing diameters. */
const steelMass = ({ geometry, long, trans }: Evaluation): number =>
  barMass(long.bars.diameter) * long.bars.count * geometry.length +
  barMass(trans.bars.diameter) * trans.bars.count * geometry.width;

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
