/** Commands that were applied and that are not yet stored with a part of the log that this run let go of. */
import type { AppliedCommand, OriginatedCommand } from '../src/contracts/commands.js';
import type { ExecutionStatus } from '../src/contracts/execution.js';

export interface CommandsCheckpoint {
  /** How many there were in all. */
  count: number;
  kept: AppliedCommand[];
  /** What was answered to the latest of them, by id: Temporal knows only those of one run. */
  answers: [string, ExecutionStatus][];
}
const ANSWERS_KEPT = 200;
export class AppliedCommands {
  private count: number;
  private kept: AppliedCommand[];
  private readonly answers: Map<string, ExecutionStatus>;

  constructor({ count, kept, answers }: CommandsCheckpoint = { count: 0, kept: [], answers: [] }) {
    this.count = count;
    this.kept = [...kept];
    this.answers = new Map(answers);
  }
  /** The status after the command of this id; null when it is not known. */
  answerOf(id: string): ExecutionStatus | null {
    return this.answers.get(id) ?? null;
  }
  /** `status` is the execution's after the command; `at` in ISO 8601. A plain signal gets an id here. */
  add(command: OriginatedCommand, status: ExecutionStatus, at: string): void {
    this.count += 1;
    this.kept.push({ id: command.id ?? `signal-${this.count}`, command, status, at });
    if (command.id !== undefined) this.answers.set(command.id, status);
  }
  all(): AppliedCommand[] {
    return [...this.kept];
  }
  /** Lets go of what was stored: the first ones. */
  release(stored: AppliedCommand[]): void {
    this.kept = this.kept.slice(stored.length);
  }
  checkpoint(): CommandsCheckpoint {
    return { count: this.count, kept: this.all(), answers: [...this.answers].slice(-ANSWERS_KEPT) };
  }
}
