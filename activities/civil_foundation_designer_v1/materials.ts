/** Grades of concrete and steel and what IS 456:2000 tabulates for them. Stresses in N/mm2. */
export const CONCRETE_GRADES = ['M15', 'M20', 'M25', 'M30', 'M35', 'M40', 'M45', 'M50', 'M55', 'M60'] as const;
export type ConcreteGrade = (typeof CONCRETE_GRADES)[number];
export const STEEL_GRADES = ['Fe250', 'Fe415', 'Fe500', 'Fe550'] as const;
export type SteelGrade = (typeof STEEL_GRADES)[number];

/** Bar diameters rolled to IS 1786 and IS 432, mm. */
export const BAR_DIAMETERS = [8, 10, 12, 16, 20, 25, 32] as const;

/** Characteristic cube strength f_ck, N/mm2 (Table 2). */
export const characteristicStrength = (grade: ConcreteGrade): number => Number(grade.slice(1));

export interface Steel {
  /** Characteristic (yield) strength f_y, N/mm2. */
  fy: number;
  deformed: boolean;
  /** Limiting neutral axis depth x_u,max / d: 0.53, 0.48, 0.46 by clause 38.1; Fe550 by its formula 0.0035 / (0.0055 + 0.87 f_y / E_s). */
  limitingNeutralAxis: number;
  /** Least steel in a slab as a fraction of the gross section (26.5.2.1): 0.0015 plain, 0.0012 deformed. */
  leastRatio: number;
  /** Inner radius of a bend in bar diameters (IS 2502): 2 for mild steel, 4 for cold-worked deformed bars. */
  bendRadius: number;
}

const STEELS: Record<SteelGrade, Steel> = {
  Fe250: { fy: 250, deformed: false, limitingNeutralAxis: 0.53, leastRatio: 0.0015, bendRadius: 2 },
  Fe415: { fy: 415, deformed: true, limitingNeutralAxis: 0.48, leastRatio: 0.0012, bendRadius: 4 },
  Fe500: { fy: 500, deformed: true, limitingNeutralAxis: 0.46, leastRatio: 0.0012, bendRadius: 4 },
  Fe550: { fy: 550, deformed: true, limitingNeutralAxis: 0.44, leastRatio: 0.0012, bendRadius: 4 },
};
export const steelOf = (grade: SteelGrade): Steel => STEELS[grade];

/** Design stress of a tension bar, 0.87 f_y, N/mm2 (38.1 e). */
export const tensionStress = (steel: Steel): number => 0.87 * steel.fy;
/** Design stress of a column bar in compression, 0.67 f_y, N/mm2 (39.3). */
export const compressionStress = (steel: Steel): number => 0.67 * steel.fy;
/** Area of one bar, mm2; diameter in mm. */
export const barArea = (diameter: number): number => (Math.PI * diameter * diameter) / 4;
/** Mass of a bar, kg/m: d^2 / 162 with d in mm. */
export const barMass = (diameter: number): number => (diameter * diameter) / 162;
