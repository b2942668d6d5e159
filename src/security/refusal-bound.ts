/**
 * Which refusals are told: of each kind one a minute, and no more than some hundreds of all kinds together, so that
 * whoever is refused often fills no table and no disk.
 */

const MINUTE_MS = 60_000;
const MAX_A_MINUTE = 300;

export class RefusalBound {
  private readonly told = new Set<string>();
  private minute = 0;

  /** Minutes are those of the clock. */
  constructor(private readonly now: () => number = Date.now) {}

  /** Whether a refusal of this kind is to be told now; then it counts as told. */
  admits(kind: string): boolean {
    const minute = Math.floor(this.now() / MINUTE_MS);
    if (minute !== this.minute) this.begin(minute);
    if (this.told.size >= MAX_A_MINUTE || this.told.has(kind)) return false;
    this.told.add(kind);
    return true;
  }
  private begin(minute: number): void {
    this.minute = minute;
    this.told.clear();
  }
}
