import { describe, expect, it } from '@jest/globals';
import { CONCRETE_GRADES, type ConcreteGrade } from '../../../activities/civil_foundation_designer_v1/materials.js';
import { largestSlabShear, shearStrength } from '../../../activities/civil_foundation_designer_v1/shear-strength.js';

/** IS 456:2000, Table 19, copied row by row: percentage, then M15, M20, M25, M30, M35, M40 and above. */
const TABLE_19: [number, ...number[]][] = [
  [0.15, 0.28, 0.28, 0.29, 0.29, 0.29, 0.3],
  [0.25, 0.35, 0.36, 0.36, 0.37, 0.37, 0.38],
  [0.5, 0.46, 0.48, 0.49, 0.5, 0.5, 0.51],
  [0.75, 0.54, 0.56, 0.57, 0.59, 0.59, 0.6],
  [1.0, 0.6, 0.62, 0.64, 0.66, 0.67, 0.68],
  [1.25, 0.64, 0.67, 0.7, 0.71, 0.73, 0.74],
  [1.5, 0.68, 0.72, 0.74, 0.76, 0.78, 0.79],
  [1.75, 0.71, 0.75, 0.78, 0.8, 0.82, 0.84],
  [2.0, 0.71, 0.79, 0.82, 0.84, 0.86, 0.88],
  [2.25, 0.71, 0.81, 0.85, 0.88, 0.9, 0.92],
  [2.5, 0.71, 0.82, 0.88, 0.91, 0.93, 0.95],
  [2.75, 0.71, 0.82, 0.9, 0.94, 0.96, 0.98],
  [3.0, 0.71, 0.82, 0.92, 0.96, 0.99, 1.01],
];
const GRADES: ConcreteGrade[] = ['M15', 'M20', 'M25', 'M30', 'M35', 'M40'];

/** SP 16, 4.1, on which the table rests: β = 0.8 fck / (6.89 pt) >= 1, τc = 0.85 sqrt(0.8 fck) (sqrt(1 + 5β) - 1) / (6β). */
function byFormula(fck: number, percent: number): number {
  const beta = Math.max(1, (0.8 * fck) / (6.89 * percent));
  return (0.85 * Math.sqrt(0.8 * fck) * (Math.sqrt(1 + 5 * beta) - 1)) / (6 * beta);
}

describe('design shear strength of concrete', () => {
  it.each(TABLE_19)('is that of Table 19 at %d %%', (percent, ...strengths) => {
    expect(GRADES.map((grade) => shearStrength(grade, percent))).toEqual(strengths);
  });

  it.each(TABLE_19)('agrees with the formula of SP 16 at %d %%', (percent, ...strengths) => {
    strengths.forEach((strength, i) => expect(Math.abs(strength - byFormula(15 + 5 * i, percent))).toBeLessThan(0.012));
  });

  it('is interpolated between rows: M25 at 0.20 % is 0.29 + (0.36 - 0.29) x 0.05 / 0.10 = 0.325', () => {
    expect(shearStrength('M25', 0.2)).toBeCloseTo(0.325, 12);
  });

  it('is that of the first row below 0.15 % and of the last row above 3 %', () => {
    expect(shearStrength('M20', 0)).toBe(0.28);
    expect(shearStrength('M20', 4.2)).toBe(0.82);
  });

  it('is that of M40 for all higher grades', () => {
    for (const grade of CONCRETE_GRADES.slice(5)) expect(shearStrength(grade, 1)).toBe(0.68);
  });
});

describe('largest shear stress of a slab', () => {
  it.each([
    ['M15', 1.25],
    ['M20', 1.4],
    ['M25', 1.55],
    ['M30', 1.75],
    ['M35', 1.85],
    ['M40', 2.0],
    ['M60', 2.0],
  ] as const)('is half of Table 20 for %s: %d N/mm2', (grade, stress) => {
    expect(largestSlabShear(grade)).toBe(stress);
  });
});
