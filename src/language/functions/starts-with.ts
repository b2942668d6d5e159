import { textTest } from './text-test.js';

export const startsWith = textTest('starts_with', (text, start) => text.startsWith(start));
