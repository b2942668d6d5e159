/** What a person may ask of an execution that has not closed. */
import type { Json, JsonObject } from './json.js';

export interface CommandOrigin {
  /** Who gave the command; null when unknown. */
  actor: string | null;
}
export type Command =
  | { kind: 'cancel' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'retry'; step_number: number; input_override?: JsonObject }
  | { kind: 'skip'; step_number: number; reason?: string }
  | { kind: 'complete'; step_number: number; output: Json }
  | { kind: 'approve'; notes?: string }
  | { kind: 'reject'; notes: string }
  | { kind: 'extend_approval'; seconds: number };
export type CommandKind = Command['kind'];
export type OriginatedCommand = Command & CommandOrigin;
