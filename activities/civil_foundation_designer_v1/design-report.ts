import type { Json } from '../../src/contracts/json.js';
import { governingCheck } from './check.js';
import type { DesignBasis } from './design-basis.js';
import type { SizedFooting } from './depth-iteration.js';
import { designOk, type Evaluation } from './footing-evaluation.js';
import type { DirectionDesign } from './footing-strength.js';
import { baseArea, sectionWidth } from './geometry.js';
import { reportNumbers } from './report-numbers.js';
import { designAssumptions, designWarnings } from './warnings.js';

/** Output of design_isolated_footing: m, kN, kN/m2, kNm, N/mm2; steel mm2, bar diameters and spacings mm. */
export function designReport(
  basis: DesignBasis,
  { base, evaluation, iterations, depthGovernedBy }: SizedFooting,
): Json {
  const { geometry, long, trans, checks } = evaluation;
  return reportNumbers({
    footing_length_initial: geometry.length,
    footing_width_initial: geometry.width,
    footing_length_required: base.requiredLength,
    footing_width_required: base.requiredWidth,
    footing_depth: geometry.depth,
    steel_bars_long: barsReport(long),
    steel_bars_trans: barsReport(trans),
    bar_diameter: long.bars.diameter,
    concrete_volume: baseArea(geometry) * geometry.depth,
    reinforcement_ratio: reinforcementRatio(evaluation),
    sbc: basis.safe_bearing_capacity,
    design_ok: designOk(evaluation),
    warnings: designWarnings(basis, evaluation, base),
    checks,
    governing_check: governingCheck(checks),
    dowels: dowelsReport(evaluation),
    ...intermediateReport(evaluation),
    depth_governed_by: depthGovernedBy,
    iterations,
    assumptions: designAssumptions(basis),
    design_basis: basis,
  });
}

/** Ast / (b D) on the gross section, the lesser of both directions. */
function reinforcementRatio({ geometry, long, trans }: Evaluation): number {
  const ratios = [long, trans].map(
    (one) => one.bars.areaProvided / 1e6 / (sectionWidth(geometry, one.direction) * geometry.depth),
  );
  return Math.min(...ratios);
}

export function barsReport({ bars, areaRequired, anchorage }: DirectionDesign): Record<string, unknown> {
  const spacing = Math.floor(bars.largestSpacing * 1000 + 1e-6);
  return {
    notation: `${bars.count}-T${bars.diameter} @ ${spacing} c/c`,
    count: bars.count,
    diameter_mm: bars.diameter,
    spacing_mm: spacing,
    area_required_mm2: areaRequired,
    area_provided_mm2: bars.areaProvided,
    ending: anchorage.ending,
    zones: bars.zones.map(({ zone, count, spacing: apart }) => ({ zone, count, spacing_mm: apart * 1000 })),
  };
}

export function dowelsReport({ bearing: { dowels } }: Evaluation): Record<string, unknown> {
  return {
    count: dowels.count,
    diameter_mm: dowels.diameter,
    area_required_mm2: dowels.areaRequired,
    area_provided_mm2: dowels.areaProvided,
    carry_force: dowels.stressed,
    development_length_mm: dowels.developmentLength,
  };
}

/** Everything on the way from the loads to the checks. */
export function intermediateReport({ loads, pressure, long, trans, punching, bearing }: Evaluation) {
  return {
    loads: {
      service_kn: loads.service,
      holding_kn: loads.holding,
      factored_kn: loads.factored,
      factored_moment_x_knm: loads.factoredMomentX,
      factored_moment_y_knm: loads.factoredMomentY,
    },
    pressures: {
      mean: pressure.mean,
      bending: pressure.bending,
      overburden: pressure.overburden,
      maximum: pressure.maximum,
      minimum: pressure.minimum,
      least_contact: pressure.leastContact,
      factored_maximum: pressure.factored,
    },
    section_long: sectionReport(long),
    section_trans: sectionReport(trans),
    two_way_shear: {
      perimeter_m: punching.perimeter,
      force_kn: punching.force,
      stress: punching.stress,
      stress_from_largest_pressure: punching.stressFromLargestPressure,
      stress_with_moments: punching.stressWithMoments,
      strength: punching.strength,
    },
    column_bearing: {
      force_kn: bearing.force,
      enhancement: bearing.enhancement,
      footing_concrete_kn: bearing.footingCapacity,
      column_concrete_kn: bearing.columnCapacity,
    },
  };
}

const sectionReport = (one: DirectionDesign) => ({
  projection_m: one.projection,
  effective_depth_m: one.effectiveDepth,
  moment_knm: one.moment,
  limiting_moment_knm: one.limitingMoment,
  moment_capacity_knm: one.momentCapacity,
  steel_for_moment_mm2: one.areaForMoment,
  least_steel_mm2: one.areaLeast,
  shear_kn: one.shear.force,
  shear_stress: one.shear.stress,
  shear_strength: one.shear.strength,
  steel_percent: one.shear.steelPercent,
  bar_stress: one.anchorage.stress,
  development_length_mm: one.anchorage.required,
  anchorage_length_mm: one.anchorage.available,
});
