import { extremeFunction } from './extreme-function.js';

export const max = extremeFunction('max', (value, best) => value > best);
