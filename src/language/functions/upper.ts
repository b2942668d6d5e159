import { textFunction } from './text-function.js';

export const upper = textFunction('upper', (text) => text.toUpperCase());
