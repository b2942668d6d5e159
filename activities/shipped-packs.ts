import { functions as civil } from './civil_foundation_designer_v1/index.js';
import { functions as demo } from './demo/index.js';
import type { FunctionPack } from './function-pack.js';
import { functions as http } from './http/index.js';
import { functions as transform } from './transform/index.js';

/** The packs that come with the platform, one line each. */
export const shippedPacks: FunctionPack[] = [
  { name: 'demo', functions: demo },
  { name: 'transform', functions: transform },
  { name: 'http', functions: http },
  { name: 'civil_foundation_designer_v1', functions: civil },
];
