import type { FindingCode } from './finding-codes.js';

/** A place in a text. `line` and `column` count from 1, `offset` from 0, all in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}
export type Severity = 'error' | 'warning' | 'info';

/** One thing found in a document or an input. `path` is a JSON Pointer (RFC 6901) into what was checked. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  path: string;
  message: string;
  step_number?: number;
  /** Inside the text of a condition or a reference. */
  position?: Position;
  /** In the JSON or YAML text that was sent, where one was: of the value, the key, or what is around a missing value. */
  source?: Position;
  hint?: string;
}
/** A finding of a JSON Schema or a validation rule about a value. */
export interface InputFinding extends Finding {
  /** Readable place, such as `columns[0].load`; empty for the whole value. */
  display_path: string;
  /** The JSON Schema keyword or the rule type that was violated. */
  keyword: string;
}
