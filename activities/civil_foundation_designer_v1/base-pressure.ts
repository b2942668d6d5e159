import { check, type Check } from './check.js';
import type { DesignBasis } from './design-basis.js';
import { baseArea, type FootingGeometry } from './geometry.js';
import type { Loads } from './loads.js';

/** Pressures under a rigid rectangular base, kN/m2. */
export interface BasePressure {
  /** Load / area. */
  mean: number;
  /** 6 Mx / (L B^2) + 6 My / (B L^2). */
  bending: number;
  /** Footing and soil above it; over the soil removed where the bearing capacity is net. */
  overburden: number;
  /** Corner pressures: mean ± bending + overburden. */
  maximum: number;
  minimum: number;
  /** Without overburden, from the load that holds the base down: the least corner pressure. Negative: an edge lifts. */
  leastContact: number;
  /** Largest corner pressure from factored loads; overburden carries itself and bends nothing. */
  factored: number;
}

/** Pressure that moments add at the most loaded corner: 6 Mx / (L B^2) + 6 My / (B L^2), kN/m2; kNm and m. */
export const bendingPressure = (g: FootingGeometry, momentX: number, momentY: number): number =>
  (6 * momentX) / (g.length * g.width ** 2) + (6 * momentY) / (g.width * g.length ** 2);

/**
 * Weight of the footing and the soil above it, kN/m2: γc D + γs max(0, Df - D). Against a net bearing capacity the
 * soil that was there before, γs Df, is taken off.
 */
export function overburden(basis: DesignBasis, depth: number): number {
  const { founding_depth, soil_unit_weight, concrete_unit_weight } = basis;
  const weight = concrete_unit_weight * depth + soil_unit_weight * Math.max(0, founding_depth - depth);
  return basis.bearing_capacity_type === 'net' ? weight - soil_unit_weight * founding_depth : weight;
}

/** Extreme pressures at service (linear elastic, rigid base) and the factored one for the concrete. kN/m2. */
export function basePressure(basis: DesignBasis, loads: Loads, g: FootingGeometry): BasePressure {
  const area = baseArea(g);
  const mean = loads.service / area;
  const bending = bendingPressure(g, loads.momentX, loads.momentY);
  const weight = overburden(basis, g.depth);
  return {
    mean,
    bending,
    overburden: weight,
    maximum: mean + bending + weight,
    minimum: mean - bending + weight,
    leastContact: loads.holding / area - bending,
    factored: loads.factored / area + bendingPressure(g, loads.factoredMomentX, loads.factoredMomentY),
  };
}

/** Largest pressure within the bearing capacity; moments within the kern, so that no edge lifts. */
export function basePressureChecks(basis: DesignBasis, pressure: BasePressure): Check[] {
  return [
    check({
      name: 'bearing pressure',
      group: 'base',
      clause: '34.1, IS 1904',
      demand: pressure.maximum,
      capacity: basis.safe_bearing_capacity,
      unit: 'kN/m2',
    }),
    check({
      name: 'no uplift',
      group: 'base',
      clause: '34.1, IS 1904; Table 18',
      demand: pressure.bending,
      capacity: pressure.leastContact + pressure.bending,
      unit: 'kN/m2',
    }),
  ];
}
