/**
 * What a workflow sends to the server in one message: the arguments of activities, and the results of local activities,
 * which are not known before. When there is no more room, the next step waits until results turn out smaller than they
 * might have been, or until a task has ended. Counted is what was asked for, not what a task holds, so that a replay comes
 * to the same.
 */
import type { Json } from '../src/contracts/json.js';

const MAX_STEPS = 500;
/**
 * The server stores what a task sends together with the events that came in meanwhile, up to 2 MiB, and ends the workflow
 * for a transaction of more than 4 MiB. The rest is for what surrounds each payload.
 */
const MAX_BYTES = 1_600_000;
/** A larger payload travels as a claim check. In bytes. */
const CLAIM_CHECK_BYTES = 32 * 1024;
const CLAIM_BYTES = 300;

export class TaskBudget {
  private steps = 0;
  private bytes = 0;
  /** Local activities whose results are not known yet. */
  private outstanding = 0;
  private change: Change = newChange();
  private renewing = false;

  /** `endTask` resolves in a later task. */
  constructor(private readonly endTask: () => Promise<void>) {}

  /** Takes room for an activity and its arguments. Null when there is some at once, so that nothing waits in vain. */
  forArguments(value: Json): Promise<void> | null {
    const bytes = sizeOf(value);
    return this.room(bytes, () => (this.bytes += bytes));
  }
  /** Takes room for a local activity and the largest result that it may have; null as above. */
  forResult(): Promise<void> | null {
    return this.room(CLAIM_CHECK_BYTES, () => (this.outstanding += 1));
  }
  /** The result is known: null where there is none. */
  settle(value: Json): void {
    this.outstanding -= 1;
    this.bytes += sizeOf(value);
    this.changed();
  }

  private room(bytes: number, take: () => void): Promise<void> | null {
    if (this.isFull(bytes)) return this.roomLater(bytes, take);
    this.steps += 1;
    take();
    return null;
  }
  private async roomLater(bytes: number, take: () => void): Promise<void> {
    while (this.isFull(bytes)) {
      if (this.outstanding === 0) void this.renew();
      await this.change.promise;
    }
    this.room(bytes, take);
  }
  private isFull(bytes: number): boolean {
    return this.steps >= MAX_STEPS || this.taken + bytes > MAX_BYTES;
  }
  private get taken(): number {
    return this.bytes + this.outstanding * CLAIM_CHECK_BYTES;
  }
  private async renew(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    await this.endTask();
    this.renewing = false;
    this.steps = 0;
    this.bytes = 0;
    this.changed();
  }
  private changed(): void {
    const { resolve } = this.change;
    this.change = newChange();
    resolve();
  }
}
interface Change {
  promise: Promise<void>;
  resolve: () => void;
}
function newChange(): Change {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
function sizeOf(value: Json): number {
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return bytes > CLAIM_CHECK_BYTES ? CLAIM_BYTES : bytes;
}
