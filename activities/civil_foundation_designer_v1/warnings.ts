import type { BaseSize } from './base-area.js';
import { overburden } from './base-pressure.js';
import type { Check } from './check.js';
import type { DesignBasis } from './design-basis.js';
import { durabilityWarnings } from './durability.js';
import type { Evaluation } from './footing-evaluation.js';

const short = (value: number): string => String(Number(value.toPrecision(4)));

/** One line for a check that fails. */
export const failureText = ({ name, demand, capacity, unit, clause }: Check): string =>
  `${name} fails: demand ${short(demand)} ${unit}, capacity ${short(capacity)} ${unit} (${clause})`;

/** What somebody has to know before this footing is built; empty for a sound design that raises no question. */
export function designWarnings(basis: DesignBasis, evaluation: Evaluation, base?: BaseSize): string[] {
  const failures = evaluation.checks.filter((one) => !one.ok).map(failureText);
  return [
    ...upliftWarnings(evaluation, base),
    ...failures,
    ...limitWarnings(basis, evaluation),
    ...durabilityWarnings(basis),
  ];
}

function upliftWarnings({ loads, pressure, geometry }: Evaluation, base?: BaseSize): string[] {
  if (loads.holding <= 0)
    return [`uplift: the least load on the base is ${short(loads.holding)} kN: an isolated footing cannot hold it`];
  if (pressure.leastContact < -1e-9 * pressure.mean)
    return [`uplift: the moments lift an edge of the ${short(geometry.length)} x ${short(geometry.width)} m base`];
  return base ? enlargedForContact(base) : [];
}

function enlargedForContact({ widthForBearing, widthForContact, requiredWidth }: BaseSize): string[] {
  const governs = widthForContact !== null && widthForBearing !== null && widthForContact > widthForBearing;
  if (!governs || widthForContact < requiredWidth - 1e-6) return [];
  return [
    `uplift governs the base: at the ${short(widthForBearing)} m width that bearing needs an edge would lift; enlarged to ${short(widthForContact)} m to stay in contact`,
  ];
}

function limitWarnings(basis: DesignBasis, { geometry }: Evaluation): string[] {
  const texts: string[] = [];
  if (overburden(basis, geometry.depth) >= basis.safe_bearing_capacity)
    texts.push('the weight of the footing and the soil above it uses up the whole bearing capacity');
  if (geometry.depth > basis.founding_depth)
    texts.push(
      `the footing is ${short(geometry.depth)} m thick and founded at ${short(basis.founding_depth)} m: it stands out of the ground`,
    );
  return texts;
}

/** What the design takes for granted, for the reader of its output. */
export function designAssumptions(basis: DesignBasis): string[] {
  const moments = basis.moment_x !== 0 || basis.moment_y !== 0;
  return [
    `safe_bearing_capacity is taken as ${basis.bearing_capacity_type}; footing and soil above it are weighed to ${basis.founding_depth} m`,
    'rigid base, linear soil pressure; concrete designed for the largest factored corner pressure over the whole base',
    'no horizontal force: sliding and overturning by horizontal loads are not checked; settlement is not checked',
    ...(moments
      ? [
          'the moments act together with dead and live load; pressures without the live load are not checked',
          "the column's own bars carry its moments into the footing; their anchorage (26.2) is checked with the column",
        ]
      : []),
  ];
}
