/**
 * What has to change for a failing check to pass: the base's size, the stated materials, the footing's depth or bars
 * (`strength`, `detailing`), or the column.
 */
export type CheckGroup = 'base' | 'materials' | 'strength' | 'detailing' | 'column';

/** One code requirement, always in the form demand <= capacity. */
export interface Check {
  name: string;
  group: CheckGroup;
  /** Clause of IS 456:2000 unless it names another standard. */
  clause: string;
  demand: number;
  capacity: number;
  unit: string;
  /** demand / capacity; null where the capacity is zero or negative. */
  ratio: number | null;
  ok: boolean;
}

/** Relative room for rounding errors of floating point, far below engineering precision. */
const FLOATING_POINT = 1e-9;

/** Completes a requirement: ratio = demand / capacity, ok when demand <= capacity. Units as given. */
export function check(requirement: Omit<Check, 'ratio' | 'ok'>): Check {
  const { demand, capacity } = requirement;
  return {
    ...requirement,
    ratio: capacity > 0 ? demand / capacity : null,
    ok: demand <= capacity + FLOATING_POINT * Math.abs(capacity),
  };
}

export const allPass = (checks: readonly Check[]): boolean => checks.every((one) => one.ok);
export const groupPasses = (checks: readonly Check[], group: CheckGroup): boolean =>
  allPass(checks.filter((one) => one.group === group));
/** All checks that depth and bars can satisfy. */
export const depthSuffices = (checks: readonly Check[]): boolean =>
  groupPasses(checks, 'strength') && groupPasses(checks, 'detailing');

/** The failing check furthest beyond its capacity; else the base, strength or column check with the largest ratio. */
export function governingCheck(checks: readonly Check[]): string | null {
  const failing = checks.filter((one) => !one.ok);
  const detailing = (one: Check) => one.group === 'detailing' || one.group === 'materials';
  const candidates = failing.length > 0 ? failing : checks.filter((one) => !detailing(one));
  const use = (one: Check) => one.ratio ?? Infinity;
  return candidates.toSorted((a, b) => use(b) - use(a))[0]?.name ?? null;
}
