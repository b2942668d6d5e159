import { roundHalfAwayFromZero } from '../rounding.js';
import { numberFunction } from './number-function.js';

export const round = numberFunction('round', roundHalfAwayFromZero);
