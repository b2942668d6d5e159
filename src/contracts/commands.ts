/** What a person may ask of an execution that has not closed. */
import type { ExecutionStatus } from './execution.js';
import type { Json, JsonObject } from './json.js';

export interface CommandOrigin {
  /** Who gave the command; null when unknown. */
  actor: string | null;
  /** Where it came from, as the audit shows it; left out of a plain signal. */
  source?: string;
  /** By which it is told apart: one id is one command, however often it is sent. Left out of a plain signal. */
  id?: string;
}
export type Command =
  | { kind: 'cancel' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'retry'; step_number: number; input_override?: JsonObject }
  | { kind: 'skip'; step_number: number; reason?: string }
  | { kind: 'complete'; step_number: number; output: Json }
  | { kind: 'extend_timeout'; step_number: number; seconds: number }
  /** What a step that calls `flow.signal` waits for. */
  | { kind: 'signal'; name: string; payload: Json }
  | { kind: 'approve'; notes?: string }
  | { kind: 'reject'; notes: string }
  | { kind: 'extend_approval'; seconds: number };
export type CommandKind = Command['kind'];
export type OriginatedCommand = Command & CommandOrigin;

/** A command that was applied, as the audit gets it. */
export interface AppliedCommand {
  /** The command's own, or one that the workflow gave to a plain signal. */
  id: string;
  command: OriginatedCommand;
  /** Of the execution, after it. */
  status: ExecutionStatus;
  /** ISO 8601 UTC with milliseconds. */
  at: string;
}
/** All the time that what runs of a step may be given, over all extensions: 24 h. */
export const MAX_EXTENSION_SECONDS = 86_400;
