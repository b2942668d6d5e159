import type { ConcreteGrade } from './materials.js';
import { shearStrength } from './shear-strength.js';

export interface OneWayShear {
  /** Factored shear at the section, kN. */
  force: number;
  /** τv and τc, N/mm2. */
  stress: number;
  strength: number;
  /** Tension steel that counts for Table 19, % of b d. */
  steelPercent: number;
}
/** Lengths in m, pressure in kN/m2, steel in mm2, cover in m. */
export interface OneWayShearInput {
  pressure: number;
  width: number;
  projection: number;
  effectiveDepth: number;
  cover: number;
  steelArea: number;
  grade: ConcreteGrade;
}

/**
 * Wide-beam shear at d from the column's face (34.2.4.1 a, 22.6.2): Vu = p b (l - d), τv = Vu / (b d) against τc of
 * Table 19. Bars that do not run on for d beyond the section do not count there (40.2.1, definition of As): then τc
 * is that of 0.15 % and less.
 */
export function oneWayShear(input: OneWayShearInput): OneWayShear {
  const { pressure, width, projection, effectiveDepth: d, cover, steelArea, grade } = input;
  const force = pressure * width * Math.max(0, projection - d);
  const runsOn = projection - d - cover >= d;
  const steelPercent = runsOn ? steelArea / 1e4 / (width * d) : 0;
  return { force, stress: force / (width * d) / 1000, strength: shearStrength(grade, steelPercent), steelPercent };
}
