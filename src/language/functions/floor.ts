import { numberFunction } from './number-function.js';

export const floor = numberFunction('floor', Math.floor);
