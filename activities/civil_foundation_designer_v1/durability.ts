import { check, type Check } from './check.js';
import type { DesignBasis } from './design-basis.js';
import type { Exposure } from './exposure.js';
import { characteristicStrength } from './materials.js';

/** Least grade of reinforced concrete (Table 5), N/mm2, and nominal cover (Table 16), mm. */
const REQUIREMENTS: Record<Exposure, { grade: number; cover: number }> = {
  mild: { grade: 20, cover: 20 },
  moderate: { grade: 25, cover: 30 },
  severe: { grade: 30, cover: 45 },
  very_severe: { grade: 35, cover: 50 },
  extreme: { grade: 40, cover: 75 },
};
/** Least cover to the bars of any footing, mm (26.4.2.2). */
const FOOTING_COVER = 50;

/** Grade by 6.1.2 and Table 5 (M20 where no exposure is stated), cover by 26.4.2.2 and Table 16 (mm). */
export function durabilityChecks(basis: DesignBasis): Check[] {
  const required = REQUIREMENTS[basis.exposure ?? 'mild'];
  return [
    check({
      name: 'concrete grade',
      group: 'materials',
      clause: '6.1.2, Table 5',
      demand: required.grade,
      capacity: characteristicStrength(basis.concrete_grade),
      unit: 'N/mm2',
    }),
    check({
      name: 'clear cover',
      group: 'materials',
      clause: '26.4.2.2, Table 16',
      demand: Math.max(FOOTING_COVER, required.cover),
      capacity: basis.clear_cover,
      unit: 'mm',
    }),
  ];
}

/** Table 3 classes concrete buried in non-aggressive soil as moderate, for which Table 5 asks for M25. */
export const durabilityWarnings = (basis: DesignBasis): string[] =>
  basis.exposure === undefined && basis.concrete_grade === 'M20'
    ? [
        'M20: IS 456 Table 3 classes concrete buried in soil as moderate exposure, for which Table 5 asks for M25; state `exposure` to have it checked',
      ]
    : [];
