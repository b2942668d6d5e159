import { basePressure, overburden } from './base-pressure.js';
import { largestWidth, leastWidth, PLAN_MODULE, type DesignBasis } from './design-basis.js';
import { roundUpTo, type FootingGeometry } from './geometry.js';
import type { Loads } from './loads.js';

export interface BaseSize {
  /** Least dimensions that satisfy bearing and contact, before rounding up, m; the limit where none within it does. */
  requiredLength: number;
  requiredWidth: number;
  /** Least width for bearing alone and for contact alone, m; null where none within the limits does. */
  widthForBearing: number | null;
  widthForContact: number | null;
  length: number;
  width: number;
}

/**
 * Width for contact over the whole base, m: in the kern 6 Mx / (P B) + 6 My / (P L) <= 1 with L = r B, so that
 * B = (6 Mx + 6 My / r) / P. Null where the load pulls.
 */
export function widthForContact(loads: Loads, aspectRatio: number): number | null {
  if (loads.holding <= 0) return null;
  return (6 * loads.momentX + (6 * loads.momentY) / aspectRatio) / loads.holding;
}

/** Least width with P/A + 6 Mx/(L B^2) + 6 My/(B L^2) + overburden <= bearing capacity, m, by bisection; the left side falls with B. */
export function widthForBearing(basis: DesignBasis, loads: Loads, depth: number, largest: number): number | null {
  const fits = (width: number) =>
    basePressure(basis, loads, { length: basis.aspect_ratio * width, width, depth }).maximum <=
    basis.safe_bearing_capacity;
  if (overburden(basis, depth) >= basis.safe_bearing_capacity || !fits(largest)) return null;
  let low = 0;
  let high = largest;
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Base for a trial depth, m. Where no base within the limits will do it is the largest one, and its checks fail. */
export function baseSize(basis: DesignBasis, loads: Loads, depth: number): BaseSize {
  const ratio = basis.aspect_ratio;
  const largest = largestWidth(basis);
  const forBearing = widthForBearing(basis, loads, depth, largest);
  const forContact = widthForContact(loads, ratio);
  const least = leastWidth(basis);
  const wanted = Math.max(least, forBearing ?? largest, forContact ?? least);
  const width = Math.min(wanted, largest);
  return {
    requiredLength: ratio * width,
    requiredWidth: width,
    widthForBearing: forBearing,
    widthForContact: forContact !== null && forContact <= largest ? forContact : null,
    ...roundedPlan(ratio * width, width),
  };
}

const roundedPlan = (length: number, width: number): Pick<FootingGeometry, 'length' | 'width'> => ({
  length: roundUpTo(length, PLAN_MODULE),
  width: roundUpTo(width, PLAN_MODULE),
});
