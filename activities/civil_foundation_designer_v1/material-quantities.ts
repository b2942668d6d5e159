import type { ScheduleRow } from './bar-bending.js';
import { baseArea, type FootingGeometry } from './geometry.js';

/** Volumes in m3, mass in kg, area in m2. */
export interface MaterialQuantities {
  concrete_volume_m3: number;
  pcc_volume_m3: number;
  steel_mass_kg: number;
  steel_kg_per_m3: number;
  formwork_area_m2: number;
  excavation_volume_m3: number;
  backfill_volume_m3: number;
}
/** Lengths in m. */
export interface SiteWorks {
  foundingDepth: number;
  pccThickness: number;
  pccProjection: number;
  workingSpace: number;
  /** Cross-section of the column, m2; 0 where it is not known. */
  columnArea: number;
}

/**
 * Net quantities, no waste: concrete L B D; lean concrete under it; steel of the schedule; formwork of the four sides
 * 2 (L + B) D; a pit with vertical sides around the lean concrete and its working space; backfill around footing and
 * column up to the ground.
 */
export function materialQuantities(
  g: FootingGeometry,
  rows: readonly ScheduleRow[],
  site: SiteWorks,
): MaterialQuantities {
  const concrete = baseArea(g) * g.depth;
  const pcc = planWith(g, site.pccProjection) * site.pccThickness;
  const pit = planWith(g, site.pccProjection + site.workingSpace) * (site.foundingDepth + site.pccThickness);
  const column = site.columnArea * Math.max(0, site.foundingDepth - g.depth);
  const concreteInGround = baseArea(g) * Math.min(g.depth, site.foundingDepth);
  const steel = rows.reduce((sum, row) => sum + row.total_mass_kg, 0);
  return {
    concrete_volume_m3: concrete,
    pcc_volume_m3: pcc,
    steel_mass_kg: steel,
    steel_kg_per_m3: steel / concrete,
    formwork_area_m2: 2 * (g.length + g.width) * g.depth,
    excavation_volume_m3: pit,
    backfill_volume_m3: pit - concreteInGround - pcc - column,
  };
}
const planWith = (g: FootingGeometry, beyond: number): number => (g.length + 2 * beyond) * (g.width + 2 * beyond);
