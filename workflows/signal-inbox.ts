/** Named signals that came for this execution and that no step has taken yet, in the order in which they came. */
import type { Json } from '../src/contracts/json.js';

/** More than these wait for no step. */
export const MAX_KEPT_SIGNALS = 1_000;
export interface NamedSignal {
  name: string;
  payload: Json;
}
export class SignalInbox {
  private kept: NamedSignal[];

  constructor(kept: NamedSignal[] = []) {
    this.kept = [...kept];
  }
  get isFull(): boolean {
    return this.kept.length >= MAX_KEPT_SIGNALS;
  }
  /** Keeps a signal until a step takes it; one that has no room is dropped. */
  keep(signal: NamedSignal): void {
    if (!this.isFull) this.kept.push(signal);
  }
  /** The oldest of this name. It stays until it is taken. */
  first(name: string): NamedSignal | undefined {
    return this.kept.find((signal) => signal.name === name);
  }
  /** Whether the signal was still there. */
  take(signal: NamedSignal): boolean {
    const before = this.kept.length;
    this.kept = this.kept.filter((other) => other !== signal);
    return this.kept.length < before;
  }
  checkpoint(): NamedSignal[] {
    return [...this.kept];
  }
}
