import type { DesignBasis } from './design-basis.js';

/** Partial factor on dead load where it holds the footing down against uplift (Table 18, note 1: stress reversal). */
const HOLDING_FACTOR = 0.9;

export interface Loads {
  /** Largest service load on the soil, kN: dead + live; the dead load alone where the live load pulls. */
  service: number;
  /**
   * Service load that keeps the base in contact, kN: dead + live; where the live load pulls, 0.9 dead + γ live divided
   * by γ, so that the factored combination of Table 18 for stress reversal is in contact too.
   */
  holding: number;
  /** Absolute service moments, kNm. */
  momentX: number;
  momentY: number;
  /** Largest factored load, kN (Table 18). */
  factored: number;
  /** Factored moments, kNm, by the larger of both load factors: the input does not split them. */
  factoredMomentX: number;
  factoredMomentY: number;
}

/** Service loads for the soil and factored loads for the concrete (36.4.1, Table 18). kN, kNm. */
export function loadsOf(basis: DesignBasis): Loads {
  const { axial_load_dead: dead, axial_load_live: live, load_factor_dead, load_factor_live } = basis;
  const momentX = Math.abs(basis.moment_x);
  const momentY = Math.abs(basis.moment_y);
  const factor = Math.max(load_factor_dead, load_factor_live);
  return {
    service: dead + Math.max(live, 0),
    holding: live < 0 ? (HOLDING_FACTOR / load_factor_live) * dead + live : dead + live,
    momentX,
    momentY,
    factored: load_factor_dead * dead + load_factor_live * Math.max(live, 0),
    factoredMomentX: factor * momentX,
    factoredMomentY: factor * momentY,
  };
}
