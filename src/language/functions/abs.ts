import { numberFunction } from './number-function.js';

export const abs = numberFunction('abs', Math.abs);
