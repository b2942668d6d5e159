import type { Json, JsonObject } from '../../src/contracts/json.js';
import { defineFunction } from '../define-function.js';
import { barBendingSchedule, type ScheduledDowels, type ScheduledFooting } from './bar-bending.js';
import { allPass, governingCheck, type Check } from './check.js';
import { DEFAULTS, type DesignBasis } from './design-basis.js';
import { bondStress, developmentLength } from './development-length.js';
import { dimensionsOnly } from './dimensions-only.js';
import { designOk, type Evaluation } from './footing-evaluation.js';
import type { FootingGeometry } from './geometry.js';
import { materialQuantities, type SiteWorks } from './material-quantities.js';
import { steelOf, tensionStress } from './materials.js';
import { fitModules, roundedUp, type Modules } from './module-fit.js';
import { reportNumbers } from './report-numbers.js';
import { designFields, initialGeometry, isNumber, knownBasis, modulesOf, siteWorks } from './schedule-input.js';
import { SCHEDULE_INPUT, SCHEDULE_OUTPUT } from './schedule-schema.js';
import { designAssumptions, designWarnings, failureText } from './warnings.js';

interface Outcome {
  footing: ScheduledFooting;
  site: SiteWorks;
  rechecked: boolean;
  /** Null where it cannot be said. */
  designOk: boolean | null;
  checks: Check[];
  warnings: string[];
  assumptions: string[];
}

/** Rounded to the modules, every check made again with the design's own basis. */
function recheckedOutcome(fields: JsonObject, basis: DesignBasis, start: FootingGeometry, modules: Modules): Outcome {
  const evaluation = fitModules(basis, start, modules);
  return {
    footing: scheduledFooting(basis, evaluation),
    site: siteWorks(fields, basis.founding_depth, basis.column_width * basis.column_depth),
    rechecked: true,
    designOk: designOk(evaluation),
    checks: evaluation.checks,
    warnings: designWarnings(basis, evaluation),
    assumptions: designAssumptions(basis),
  };
}

function scheduledFooting(basis: DesignBasis, { geometry, long, trans, bearing }: Evaluation): ScheduledFooting {
  const bars = [long, trans].map(({ direction, bars: { diameter, zones }, anchorage: { ending } }) => ({
    direction,
    diameter,
    ending,
    zones,
  }));
  const dowels = scheduledDowels(basis, geometry, long.bars.diameter, bearing.dowels);
  return { geometry, cover: basis.clear_cover, steel: steelOf(basis.steel_grade), bars, dowels };
}

/** Standing on both layers of bars; lapped in compression with the column's bars over Ld at 0.87 fy, at least 24 φ (26.2.5.1 d). mm. */
function scheduledDowels(
  basis: DesignBasis,
  { depth }: FootingGeometry,
  barDiameter: number,
  { diameter, count }: { diameter: number; count: number },
): ScheduledDowels {
  const steel = steelOf(basis.steel_grade);
  const bond = bondStress(basis.column_concrete_grade, steel, 'compression');
  const lap = Math.max(24 * diameter, developmentLength(diameter, tensionStress(steel), bond));
  return { diameter, count, embedment: depth * 1000 - basis.clear_cover - 2 * barDiameter, lap };
}

/** Without the loads a changed footing cannot be vouched for: then design_ok is null. */
function uncheckedOutcome(fields: JsonObject, start: FootingGeometry, modules: Modules): Outcome {
  const geometry = roundedUp(start, modules);
  const changed = (['length', 'width', 'depth'] as const).filter(
    (side) => Math.abs(geometry[side] - start[side]) > 1e-9,
  );
  const { footing, checks, warnings, barsKnown } = dimensionsOnly(fields, geometry);
  const depth = fields['founding_depth'];
  const fails = fields['design_ok'] === false || !allPass(checks);
  const stands = fields['design_ok'] === true && changed.length === 0 && barsKnown;
  return {
    footing,
    site: siteWorks(fields, isNumber(depth) ? depth : DEFAULTS.founding_depth, 0),
    rechecked: false,
    designOk: fails ? false : stands || null,
    checks,
    warnings: [
      ...checks.filter((one) => !one.ok).map(failureText),
      ...carried(fields),
      ...roundingGap(changed),
      ...warnings,
    ],
    assumptions: isNumber(depth)
      ? []
      : [`founding_depth is not known: ${DEFAULTS.founding_depth} m for the excavation`],
  };
}

function carried(fields: JsonObject): string[] {
  if (fields['design_ok'] === true) return [];
  return [
    fields['design_ok'] === false
      ? 'the design was not ok before rounding'
      : 'design_ok of the design was not given: whether the footing is safe is not known',
  ];
}
const roundingGap = (changed: string[]): string[] =>
  changed.length > 0
    ? [`rounding changed ${changed.join(', ')} and the loads are not known: whether the footing is safe is not known`]
    : [];

function scheduleReport(start: FootingGeometry, modules: Modules, outcome: Outcome): Json {
  const { footing, checks } = outcome;
  const schedule = barBendingSchedule(footing);
  const [long, trans] = footing.bars;
  return reportNumbers({
    footing_length: footing.geometry.length,
    footing_width: footing.geometry.width,
    footing_depth: footing.geometry.depth,
    bar_diameter: long?.diameter,
    steel_bars_long: long && barsSummary(long),
    steel_bars_trans: trans && barsSummary(trans),
    rounding: { plan_module: modules.plan, depth_module: modules.depth, from: start, to: footing.geometry },
    rechecked: outcome.rechecked,
    design_ok: outcome.designOk,
    checks,
    governing_check: governingCheck(checks),
    bar_bending_schedule: schedule,
    material_quantities: materialQuantities(footing.geometry, schedule, outcome.site),
    warnings: outcome.warnings,
    assumptions: outcome.assumptions,
  });
}

function barsSummary({ diameter, ending, zones }: ScheduledFooting['bars'][number]) {
  const count = zones.reduce((sum, zone) => sum + zone.count, 0);
  const spacing = Math.floor(Math.max(...zones.map((zone) => zone.spacing)) * 1000 + 1e-6);
  const notation = `${count}-T${diameter} @ ${spacing} c/c`;
  return { notation, count, diameter_mm: diameter, spacing_mm: spacing, ending };
}

/** Rounds a designed footing to site modules, checks it again, and schedules bars and materials. */
export const optimizeSchedule = defineFunction<JsonObject, Json>({
  name: 'civil_foundation_designer_v1.optimize_schedule',
  description:
    'Rounds a footing from design_isolated_footing up to site modules, makes every check again, and gives the bar bending schedule (IS 2502) and the quantities of concrete, steel, formwork and earthwork.',
  input: SCHEDULE_INPUT,
  output: SCHEDULE_OUTPUT,
  fast: false,
  idempotent: true,
  run(input) {
    const fields = designFields(input);
    const start = initialGeometry(fields);
    const modules = modulesOf(fields);
    const basis = knownBasis(fields);
    const outcome = basis ? recheckedOutcome(fields, basis, start, modules) : uncheckedOutcome(fields, start, modules);
    return scheduleReport(start, modules, outcome);
  },
});
