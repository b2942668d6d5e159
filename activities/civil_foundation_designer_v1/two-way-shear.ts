/** Lengths in m, pressure in kN/m2, load in kN, moments in kNm, fck in N/mm2. */
export interface TwoWayShearInput {
  length: number;
  width: number;
  /** Column sides along the length and along the width. */
  columnX: number;
  columnY: number;
  effectiveDepth: number;
  /** Largest factored pressure. */
  pressure: number;
  load: number;
  momentX: number;
  momentY: number;
  fck: number;
}
export interface TwoWayShear {
  /** b0, m. */
  perimeter: number;
  /** Largest pressure on the area outside the critical perimeter, kN. */
  force: number;
  /** τv, N/mm2: the larger of the two below. */
  stress: number;
  /** The largest pressure taken as even. */
  stressFromLargestPressure: number;
  /** Mean pressure, and the column's moments carried by shear (31.6.2.2). */
  stressWithMoments: number;
  /** ks 0.25 sqrt(fck), N/mm2. */
  strength: number;
}

/** ks τc' = min(1, 0.5 + βc) 0.25 sqrt(fck), N/mm2, βc = short / long side of the column (31.6.3.1). */
export function twoWayShearStrength(fck: number, columnX: number, columnY: number): number {
  const sides = Math.min(columnX, columnY) / Math.max(columnX, columnY);
  return Math.min(1, 0.5 + sides) * 0.25 * Math.sqrt(fck);
}

/** Share of the column's moment that passes by shear: 1 - α, α = 1 / (1 + 2/3 sqrt(a1 / a2)) (31.6.2.2, 31.3.3). a1 along the span. */
export const shearShareOfMoment = (a1: number, a2: number): number => 1 - 1 / (1 + (2 / 3) * Math.sqrt(a1 / a2));

/**
 * Largest shear stress from a moment, N/mm2: (1 - α) Mu (a1/2) / J about the centroid of the critical section,
 * J = d a1^3/6 + a1 d^3/6 + d a2 a1^2/2, linear variation (31.6.2.2).
 */
export function momentShear(moment: number, a1: number, a2: number, d: number): number {
  const inertia = (d * a1 ** 3) / 6 + (a1 * d ** 3) / 6 + (d * a2 * a1 ** 2) / 2;
  return (shearShareOfMoment(a1, a2) * moment * (a1 / 2)) / inertia / 1000;
}

/**
 * Punching at d/2 from the column's faces (34.2.4.1 b, 31.6.1, 31.6.2). Where the perimeter leaves the base on two
 * sides, the critical section is the two lines that remain; where it leaves it on all, no load punches.
 */
export function twoWayShear(input: TwoWayShearInput): TwoWayShear {
  const { length, width, effectiveDepth: d } = input;
  const a1 = input.columnX + d;
  const a2 = input.columnY + d;
  const outside = length * width - Math.min(a1, length) * Math.min(a2, width);
  const perimeter = criticalPerimeter(a1, a2, length, width);
  const stressOf = (force: number) => (perimeter > 0 ? force / (perimeter * d) / 1000 : 0);
  const largest = stressOf(input.pressure * outside);
  const moments = momentShear(input.momentY, a1, a2, d) + momentShear(input.momentX, a2, a1, d);
  const withMoments = outside > 0 ? stressOf((input.load / (length * width)) * outside) + moments : 0;
  return {
    perimeter,
    force: input.pressure * outside,
    stress: Math.max(largest, withMoments),
    stressFromLargestPressure: largest,
    stressWithMoments: withMoments,
    strength: twoWayShearStrength(input.fck, input.columnX, input.columnY),
  };
}

function criticalPerimeter(a1: number, a2: number, length: number, width: number): number {
  const acrossLength = a1 < length ? 2 * Math.min(a2, width) : 0;
  const acrossWidth = a2 < width ? 2 * Math.min(a1, length) : 0;
  return acrossLength + acrossWidth;
}
