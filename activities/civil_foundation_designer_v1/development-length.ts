import { characteristicStrength, tensionStress, type ConcreteGrade, type Steel } from './materials.js';

/** τbd of plain bars in tension, N/mm2 (26.2.1.1). M15 is not in the 2000 edition: the 1.0 of its 1978 edition. */
const BOND_STRESS: Record<number, number> = { 15: 1.0, 20: 1.2, 25: 1.4, 30: 1.5, 35: 1.7, 40: 1.9 };
const DEFORMED = 1.6;
const COMPRESSION = 1.25;

/** Design bond stress, N/mm2 (26.2.1.1): 60 % more for deformed bars, 25 % more in compression. */
export function bondStress(grade: ConcreteGrade, steel: Steel, kind: 'tension' | 'compression' = 'tension'): number {
  const plain = BOND_STRESS[Math.min(characteristicStrength(grade), 40)] ?? 0;
  return plain * (steel.deformed ? DEFORMED : 1) * (kind === 'compression' ? COMPRESSION : 1);
}

/** Ld = φ σs / (4 τbd), mm (26.2.1). Diameter in mm, stresses in N/mm2. */
export const developmentLength = (diameter: number, stress: number, bond: number): number =>
  (diameter * stress) / (4 * bond);

export type Ending = 'straight' | 'bend' | 'hook';
export interface Anchorage {
  ending: Ending;
  /** Bar stress to be developed at the column's face, N/mm2. */
  stress: number;
  /** mm */
  required: number;
  available: number;
}
/** Lengths in mm; area ratio = steel that the moment needs / steel provided. */
export interface AnchorageInput {
  diameter: number;
  /** Column's face to the bar's end. */
  straight: number;
  depth: number;
  cover: number;
  areaRatio: number;
  grade: ConcreteGrade;
  steel: Steel;
}

/**
 * Anchorage of a bar from the column's face (34.2.4.3, 26.2.1, 26.2.2.1). Deformed bars run straight where that
 * develops 0.87 fy, else get a standard 90° bend worth 8φ; plain bars have U hooks worth 16φ. Where 0.87 fy cannot be
 * developed, the stress at the section considered at design load counts (26.2.1): 0.87 fy times the area ratio.
 */
export function anchorage(input: AnchorageInput): Anchorage {
  const options = endings(input).map((ending) => anchored(input, ending, 1));
  const atFullStress = options.find((one) => one.required <= one.available);
  if (atFullStress) return atFullStress;
  const last = endings(input).at(-1) ?? 'straight';
  return anchored(input, last, Math.min(1, input.areaRatio));
}

function anchored(input: AnchorageInput, ending: Ending, stressRatio: number): Anchorage {
  const { diameter, straight, grade, steel } = input;
  const stress = tensionStress(steel) * stressRatio;
  const required = developmentLength(diameter, stress, bondStress(grade, steel));
  return { ending, stress, required, available: straight + ANCHORAGE_VALUE[ending] * diameter };
}

/** Anchorage value of a standard ending in bar diameters (26.2.2.1 b). */
const ANCHORAGE_VALUE: Record<Ending, number> = { straight: 0, bend: 8, hook: 16 };

function endings({ diameter, depth, cover, steel }: AnchorageInput): Ending[] {
  const fits = endingHeight(steel, diameter) <= depth - 2 * cover;
  if (!steel.deformed) return fits ? ['hook'] : ['straight'];
  return fits ? ['straight', 'bend'] : ['straight'];
}

/** Height of a standard bend (radius, bar, 4φ of tail) or U hook (two radii, two bars), mm. */
const endingHeight = (steel: Steel, diameter: number): number =>
  (steel.deformed ? steel.bendRadius + 1 + 4 : 2 * steel.bendRadius + 2) * diameter;
