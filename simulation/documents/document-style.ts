/** What kind of document is drawn: how often each feature stands in it, so that plain ones are found too. */
import type { Random } from '../random.js';

export interface DocumentStyle {
  steps: number;
  /** The most steps that one refers to. */
  most_references: number;
  condition: number;
  handled: number;
  foreach: number;
  flow: number;
  depends_on: number;
  join: number;
  time_limit: number;
}
export function drawStyle(random: Random): DocumentStyle {
  const often = (...values: number[]) => random.pick(values);
  return {
    steps: random.weighted([
      [4, random.int(1, 4)],
      [4, random.int(3, 9)],
      [1, random.int(8, 30)],
    ]),
    most_references: random.int(1, 4),
    condition: often(0, 0, 0.2, 0.5),
    handled: often(0, 0.3, 0.7),
    foreach: often(0, 0, 0.2, 0.5),
    flow: often(0, 0, 0.1, 0.3),
    depends_on: often(0, 0.1, 0.3),
    join: often(0, 0.2, 0.6),
    time_limit: often(0, 0.2, 0.5),
  };
}
