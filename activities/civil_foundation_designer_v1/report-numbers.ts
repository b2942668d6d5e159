import type { Json } from '../../src/contracts/json.js';

const SIGNIFICANT_DIGITS = 6;

/**
 * The value as JSON with every number at six significant digits (a footing is not built to the micrometre, and 2.45
 * reads better than 2.4500000000000002). Undefined members are left out. Checks are decided before this.
 */
export function reportNumbers(value: unknown): Json {
  if (typeof value === 'number') return Number(value.toPrecision(SIGNIFICANT_DIGITS));
  if (Array.isArray(value)) return value.map(reportNumbers);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, reportNumbers(member)]));
}
