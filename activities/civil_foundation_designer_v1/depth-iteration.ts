import { baseSize, type BaseSize } from './base-area.js';
import { depthSuffices, type Check } from './check.js';
import { LEAST_DEPTH, type DesignBasis } from './design-basis.js';
import { evaluateFooting, type Evaluation } from './footing-evaluation.js';
import { loadsOf } from './loads.js';

/** Depths tried are multiples of this, m. */
export const DEPTH_MODULE = 0.025;

export interface SizedFooting {
  base: BaseSize;
  evaluation: Evaluation;
  iterations: number;
  /** Names of the checks for which the next smaller depth was not enough; empty at the least depth tried. */
  depthGovernedBy: string[];
}

/**
 * The least depth, in steps of 25 mm, at which every check that depth or bars can satisfy passes. The base is sized
 * anew for each depth, since the footing's weight is part of the pressure. Where max_footing_depth is reached first,
 * that footing is the result and its checks show what fails.
 */
export function iterateDepth(basis: DesignBasis): SizedFooting {
  const last = Math.floor(basis.max_footing_depth / DEPTH_MODULE + 1e-9);
  const first = Math.round(LEAST_DEPTH / DEPTH_MODULE);
  let depthGovernedBy: string[] = [];
  for (let step = first; ; step++) {
    const sized = footingOfDepth(basis, Math.round(step * DEPTH_MODULE * 1000) / 1000);
    const { checks } = sized.evaluation;
    if (depthSuffices(checks) || step >= last) return { ...sized, iterations: step - first + 1, depthGovernedBy };
    depthGovernedBy = checks.filter((one) => !one.ok && changesWithDepth(one)).map((one) => one.name);
  }
}

const changesWithDepth = ({ group }: Check): boolean => group === 'strength' || group === 'detailing';

function footingOfDepth(basis: DesignBasis, depth: number): Pick<SizedFooting, 'base' | 'evaluation'> {
  const base = baseSize(basis, loadsOf(basis), depth);
  return { base, evaluation: evaluateFooting(basis, { length: base.length, width: base.width, depth }) };
}
