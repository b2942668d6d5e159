import { textFunction } from './text-function.js';

export const lower = textFunction('lower', (text) => text.toLowerCase());
