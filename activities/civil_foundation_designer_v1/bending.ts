import { steelOf, tensionStress, type Steel, characteristicStrength } from './materials.js';
import type { DesignBasis } from './design-basis.js';

/** A rectangular section: width and effective depth in m, strengths in N/mm2. */
export interface Section {
  width: number;
  effectiveDepth: number;
  fck: number;
  steel: Steel;
}
export const sectionOf = (basis: DesignBasis, width: number, effectiveDepth: number): Section => ({
  width,
  effectiveDepth,
  fck: characteristicStrength(basis.concrete_grade),
  steel: steelOf(basis.steel_grade),
});

/** Moment at the column's face from an even pressure: Mu = p b l^2 / 2, kNm (34.2.3.1, 34.2.3.2 a). kN/m2 and m. */
export const faceMoment = (pressure: number, width: number, projection: number): number =>
  (pressure * width * projection ** 2) / 2;

/** Mu,lim = 0.36 (xu,max/d) (1 - 0.42 xu,max/d) fck b d^2, kNm (Annex G, G-1.1 c). */
export function limitingMoment({ width, effectiveDepth, fck, steel }: Section): number {
  const x = steel.limitingNeutralAxis;
  return 0.36 * x * (1 - 0.42 * x) * fck * 1000 * width * effectiveDepth ** 2;
}

/** Mu = 0.87 fy Ast d (1 - Ast fy / (b d fck)), at most Mu,lim, kNm; Ast in mm2 (G-1.1 b, c). */
export function momentCapacity(section: Section, area: number): number {
  const { width, effectiveDepth, fck, steel } = section;
  const ratio = area / 1e6 / (width * effectiveDepth);
  const lever = 1 - (ratio * steel.fy) / fck;
  const force = (tensionStress(steel) * area) / 1000;
  const balanced = balancedArea(section);
  return area >= balanced ? limitingMoment(section) : Math.min(force * effectiveDepth * lever, limitingMoment(section));
}

/** Steel at which the section is balanced, mm2: 0.36 fck b xu,max = 0.87 fy Ast (G-1.1 a). */
export const balancedArea = ({ width, effectiveDepth, fck, steel }: Section): number =>
  (0.36 * fck * width * steel.limitingNeutralAxis * effectiveDepth * 1e6) / tensionStress(steel);

/**
 * Ast = fck b d / (2 fy) (1 - sqrt(1 - 4 Mu / (0.87 fck b d^2))), mm2: G-1.1 b solved for Ast. Mu in kNm.
 * Above Mu,lim a singly reinforced section will not do: the balanced steel is returned and the moment check fails.
 */
export function steelForMoment(section: Section, moment: number): number {
  const { width, effectiveDepth, fck, steel } = section;
  if (moment > limitingMoment(section)) return balancedArea(section);
  const demand = (4 * moment) / (0.87 * fck * 1000 * width * effectiveDepth ** 2);
  return ((fck * width * effectiveDepth * 1e6) / (2 * steel.fy)) * (1 - Math.sqrt(1 - demand));
}
