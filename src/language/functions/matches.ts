import { patternOf } from '../pattern.js';
import { textTest } from './text-test.js';

/** Whether a pattern is found in a text, in linear time. */
export const matches = textTest('matches', (text, source, call) => {
  const pattern = patternOf(source);
  if (!pattern.ok) throw call.operation.patternError(`matches needs a valid pattern (${pattern.reason})`, text, source);
  return pattern.matches(text);
});
