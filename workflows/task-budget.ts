/**
 * What a workflow sends to the server in one message, which may have 4 MB: commands with the arguments of activities, and
 * the results of local activities. When so much has come together, the next step waits until a task has ended. Counted
 * is what was asked for, not what a task holds, so that a replay comes to the same.
 */
import type { Json } from '../src/contracts/json.js';

const MAX_STEPS = 500;
const MAX_BYTES = 1_000_000;
/** A larger payload travels as a claim check. In bytes. */
const CLAIM_CHECK_BYTES = 32 * 1024;
const CLAIM_BYTES = 300;

export class TaskBudget {
  private steps = 0;
  private bytes = 0;
  private renewal: Promise<void> | null = null;

  /** `endTask` resolves in a later task. */
  constructor(private readonly endTask: () => Promise<void>) {}

  /** Takes room for another step and for what it sends, as soon as there is some. */
  async room(value: Json = null): Promise<void> {
    while (this.steps >= MAX_STEPS || this.bytes >= MAX_BYTES) {
      this.renewal ??= this.renew();
      await this.renewal;
    }
    this.steps += 1;
    this.spend(value);
  }
  /** Counts what is sent besides. */
  spend(value: Json): void {
    const bytes = JSON.stringify(value).length;
    this.bytes += bytes > CLAIM_CHECK_BYTES ? CLAIM_BYTES : bytes;
  }
  private async renew(): Promise<void> {
    await this.endTask();
    this.steps = 0;
    this.bytes = 0;
    this.renewal = null;
  }
}
