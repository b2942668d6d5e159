import { overburden } from './base-pressure.js';
import { depthSuffices, groupPasses } from './check.js';
import type { DesignBasis } from './design-basis.js';
import { designOk, evaluateFooting, type Evaluation } from './footing-evaluation.js';
import { roundUpTo, type FootingGeometry } from './geometry.js';

/** Dimensions on site are multiples of these, m. */
export interface Modules {
  plan: number;
  depth: number;
}

export const roundedUp = (g: FootingGeometry, { plan, depth }: Modules): FootingGeometry => ({
  length: roundUpTo(g.length, plan),
  width: roundUpTo(g.width, plan),
  depth: roundUpTo(g.depth, depth),
});

/**
 * Rounds a footing up to the modules and checks it again. A deeper pad is heavier and a larger one reaches out further, so
 * rounding can break a check: then the depth or the plan grows by one module at a time until all pass, within the limits
 * of the basis. Where growing cannot help, the result carries its failing checks.
 */
export function fitModules(basis: DesignBasis, start: FootingGeometry, modules: Modules): Evaluation {
  let evaluation = evaluateFooting(basis, roundedUp(start, modules));
  for (let larger = grown(basis, evaluation, modules); larger; larger = grown(basis, evaluation, modules))
    evaluation = evaluateFooting(basis, larger);
  return evaluation;
}

function grown(basis: DesignBasis, evaluation: Evaluation, { plan, depth }: Modules): FootingGeometry | null {
  const { geometry: g, checks } = evaluation;
  if (designOk(evaluation)) return null;
  const deeper = roundUpTo(g.depth + depth, depth);
  if (!depthSuffices(checks) && deeper <= basis.max_footing_depth) return { ...g, depth: deeper };
  const larger = { ...g, length: roundUpTo(g.length + plan, plan), width: roundUpTo(g.width + plan, plan) };
  return !groupPasses(checks, 'base') && sizeHelps(basis, evaluation, larger) ? larger : null;
}

const sizeHelps = (basis: DesignBasis, { loads }: Evaluation, larger: FootingGeometry): boolean =>
  loads.holding > 0 &&
  overburden(basis, larger.depth) < basis.safe_bearing_capacity &&
  Math.max(larger.length, larger.width) <= basis.max_footing_dimension;
