import type { FunctionDefinition } from '../../src/contracts/function.js';
import { compute } from './compute.js';

/** Pure functions over values. */
export const functions: FunctionDefinition[] = [compute];
