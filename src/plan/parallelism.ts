/** Total work divided by the critical path, both in the same unit, to two decimals; 1 where there is nothing to divide. */
export function parallelizationFactor(totalWork: number, criticalPath: number): number {
  return criticalPath > 0 ? Math.round((totalWork / criticalPath) * 100) / 100 : 1;
}
