/** How many steps of each level stand how. */
import type { ShownStatus } from '../design/status.js';
import type { GraphStep } from './graph-step.js';

export interface LevelCounts {
  /** From 1. */
  level: number;
  steps: number[];
  counts: [status: ShownStatus, count: number][];
}
/** In the order in which a bar shows them: what has ended first. */
const ORDER: readonly ShownStatus[] = ['completed', 'skipped', 'failed', 'cancelled', 'running', 'waiting', 'pending'];
export function levelCounts(
  execution_order: readonly number[][],
  stepOf: (step_number: number) => GraphStep | undefined,
): LevelCounts[] {
  return execution_order.map((steps, index) => ({ level: index + 1, steps, counts: countsOf(steps, stepOf) }));
}
function countsOf(steps: readonly number[], stepOf: (step_number: number) => GraphStep | undefined) {
  const counts = new Map<ShownStatus, number>();
  for (const number of steps) {
    const status = stepOf(number)?.status;
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return ORDER.filter((status) => counts.has(status)).map((status): [ShownStatus, number] => [
    status,
    counts.get(status) ?? 0,
  ]);
}
