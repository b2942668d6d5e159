import { numberFunction } from './number-function.js';

export const ceil = numberFunction('ceil', Math.ceil);
