/** To the nearest whole number, half away from zero. Math.round goes half up, which is the same for what is not negative. */
export function roundHalfAwayFromZero(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
