/** What a run of the workflow hands to the next one: JSON, with all that the record and the log will still need. */
import type { Recording } from '../src/contracts/recording.js';
import type { CommandsCheckpoint } from './applied-commands.js';
import type { LogCheckpoint } from './event-log.js';
import type { SchedulerCheckpoint } from './scheduler-checkpoint.js';

export interface Checkpoint {
  status: 'running' | 'paused';
  /** In ms since the epoch. */
  started_at: number;
  log: LogCheckpoint;
  commands: CommandsCheckpoint;
  scheduler: SchedulerCheckpoint;
}
/** What a run begins with beside the request and the Plan. */
export interface RunBeginning {
  checkpoint?: Checkpoint;
  /** Of the execution that this one is a rerun of. */
  recording?: Recording;
}
export type RunEnd = { kind: 'closed' } | { kind: 'handed_over'; checkpoint: Checkpoint };
