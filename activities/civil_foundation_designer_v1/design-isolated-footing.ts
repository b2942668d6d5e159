import type { Json } from '../../src/contracts/json.js';
import { defineFunction } from '../define-function.js';
import { designBasis, type DesignInput } from './design-basis.js';
import { DESIGN_INPUT } from './design-input-schema.js';
import { designReport } from './design-report.js';
import { iterateDepth } from './depth-iteration.js';
import { DESIGN_OUTPUT } from './output-schema.js';

/**
 * Designs an isolated pad footing to IS 456:2000: base from service loads and biaxial moments, least depth at which
 * all checks pass, bars, dowels. A design that cannot be is an output with `design_ok: false`, its failing checks and
 * warnings; arguments that make no sense throw InvalidInput.
 */
export const designIsolatedFooting = defineFunction<DesignInput, Json>({
  name: 'civil_foundation_designer_v1.design_isolated_footing',
  description:
    'Isolated reinforced concrete footing to IS 456:2000 from service loads with biaxial moments: size, depth, bars, and every check with demand, capacity, ratio and clause. Units kN, m, kN/m2; steel mm2, bars mm.',
  input: DESIGN_INPUT,
  output: DESIGN_OUTPUT,
  fast: false,
  idempotent: true,
  run(input) {
    const basis = designBasis(input);
    return designReport(basis, iterateDepth(basis));
  },
});
