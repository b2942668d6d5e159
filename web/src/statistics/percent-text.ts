/** Of a rate of 0 to 1: `98.2 %`; `100 %` only where it is all. */
export function percentText(rate: number | null): string {
  if (rate === null) return '–';
  const percent = rate === 1 ? 100 : Math.min(99.9, rate * 100);
  return `${percent.toFixed(percent >= 99.95 || percent === 0 ? 0 : 1)} %`;
}
