import { characteristicStrength, type ConcreteGrade } from './materials.js';

/** Table 19: percentages of tension steel, and τc in N/mm2 for M15 to M40 and above. */
const STEEL_PERCENT = [0.15, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0];
const TABLE_19: Record<number, number[]> = {
  15: [0.28, 0.35, 0.46, 0.54, 0.6, 0.64, 0.68, 0.71, 0.71, 0.71, 0.71, 0.71, 0.71],
  20: [0.28, 0.36, 0.48, 0.56, 0.62, 0.67, 0.72, 0.75, 0.79, 0.81, 0.82, 0.82, 0.82],
  25: [0.29, 0.36, 0.49, 0.57, 0.64, 0.7, 0.74, 0.78, 0.82, 0.85, 0.88, 0.9, 0.92],
  30: [0.29, 0.37, 0.5, 0.59, 0.66, 0.71, 0.76, 0.8, 0.84, 0.88, 0.91, 0.94, 0.96],
  35: [0.29, 0.37, 0.5, 0.59, 0.67, 0.73, 0.78, 0.82, 0.86, 0.9, 0.93, 0.96, 0.99],
  40: [0.3, 0.38, 0.51, 0.6, 0.68, 0.74, 0.79, 0.84, 0.88, 0.92, 0.95, 0.98, 1.01],
};
/** Table 20: τc,max, N/mm2. */
const TABLE_20: Record<number, number> = { 15: 2.5, 20: 2.8, 25: 3.1, 30: 3.5, 35: 3.7, 40: 4.0 };

const column = (grade: ConcreteGrade): number => Math.min(characteristicStrength(grade), 40);

/**
 * Design shear strength of concrete without shear reinforcement τc, N/mm2, from Table 19 by linear interpolation:
 * the first row up to 0.15 %, the last from 3 %. The factor k of 40.2.1.1 for thin slabs is left at 1 (safe).
 */
export function shearStrength(grade: ConcreteGrade, steelPercent: number): number {
  const strengths = TABLE_19[column(grade)] ?? [];
  const above = STEEL_PERCENT.findIndex((percent) => percent >= steelPercent);
  if (above === 0) return strengths[0] ?? 0;
  if (above < 0) return strengths.at(-1) ?? 0;
  const [p0 = 0, p1 = 1] = STEEL_PERCENT.slice(above - 1, above + 1);
  const [t0 = 0, t1 = 0] = strengths.slice(above - 1, above + 1);
  return t0 + ((t1 - t0) * (steelPercent - p0)) / (p1 - p0);
}

/** Largest nominal shear stress of a solid slab whatever its reinforcement, N/mm2: half of Table 20 (40.2.3.1). */
export const largestSlabShear = (grade: ConcreteGrade): number => (TABLE_20[column(grade)] ?? 0) / 2;
