import { textTest } from './text-test.js';

export const endsWith = textTest('ends_with', (text, end) => text.endsWith(end));
