import { extremeFunction } from './extreme-function.js';

export const min = extremeFunction('min', (value, best) => value < best);
