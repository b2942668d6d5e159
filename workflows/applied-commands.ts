/** Commands that were applied and that are not yet stored with a part of the log that this run let go of. */
import type { AppliedCommand, OriginatedCommand } from '../src/contracts/commands.js';
import type { ExecutionStatus } from '../src/contracts/execution.js';

export interface CommandsCheckpoint {
  /** How many there were in all. */
  count: number;
  kept: AppliedCommand[];
}
export class AppliedCommands {
  private count: number;
  private kept: AppliedCommand[];

  constructor({ count, kept }: CommandsCheckpoint = { count: 0, kept: [] }) {
    this.count = count;
    this.kept = [...kept];
  }
  /** `status` is the execution's after the command; `at` in ISO 8601. A plain signal gets an id here. */
  add(command: OriginatedCommand, status: ExecutionStatus, at: string): void {
    this.count += 1;
    this.kept.push({ id: command.id ?? `signal-${this.count}`, command, status, at });
  }
  all(): AppliedCommand[] {
    return [...this.kept];
  }
  /** Lets go of what was stored: the first ones. */
  release(stored: AppliedCommand[]): void {
    this.kept = this.kept.slice(stored.length);
  }
  checkpoint(): CommandsCheckpoint {
    return { count: this.count, kept: this.all() };
  }
}
