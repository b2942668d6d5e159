/** Pseudo-random numbers from a seed: xoshiro128** (Blackman, Vigna 2018), seeded by splitmix32. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** Any numbers; the same ones give the same sequence. */
  constructor(...seeds: number[]) {
    let state = mixed(...seeds);
    const word = () => {
      state = (state + 0x9e3779b9) | 0;
      return scrambled(state);
    };
    [this.a, this.b, this.c, this.d] = [word(), word(), word(), word()];
  }
  /** Uniform in [0, 1). */
  next(): number {
    return (this.word() >>> 0) / 4_294_967_296;
  }
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  pick<Value>(values: readonly Value[]): Value {
    return values[this.int(0, values.length - 1)] as Value;
  }
  /** One of the values, each as often as its weight says. */
  weighted<Value>(choices: readonly (readonly [weight: number, value: Value])[]): Value {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return (choices.at(-1) as readonly [number, Value])[1];
  }
  shuffled<Value>(values: readonly Value[]): Value[] {
    const list = [...values];
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [list[last], list[other]] = [list[other] as Value, list[last] as Value];
    }
    return list;
  }
  private word(): number {
    const result = Math.imul(rotated(Math.imul(this.b, 5), 7), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotated(this.d, 11);
    return result;
  }
}
const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** The finalizer of splitmix32: every bit of the result depends on every bit of the value. */
function scrambled(value: number): number {
  let mix = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mix = Math.imul(mix ^ (mix >>> 15), 0x735a2d97);
  return mix ^ (mix >>> 15);
}
/** One 32-bit number of several. */
export function mixed(...values: number[]): number {
  let state = 0x2545f491;
  for (const value of values) {
    state = scrambled((state ^ (value | 0)) + 0x9e3779b9);
    state = scrambled((state ^ Math.floor(value / 4_294_967_296)) + 0x9e3779b9);
  }
  return state;
}
/** A 32-bit number of a text (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return scrambled(hash) >>> 0;
}
