/** The seam between the platform and the functions that steps call. */
import type { Json, JsonObject, JsonSchema } from './json.js';

/** What a function gets beside its input. */
export interface FunctionContext {
  /** Aborted when the attempt's deadline passes or the execution is cancelled; `signal.reason` is the error. */
  signal: AbortSignal;
  /** 1 for the first attempt. */
  attempt: number;
  /** `<execution_id>/<step_number>`, with `foreach` `<execution_id>/<step_number>/<item>`: the same for every attempt. */
  idempotencyKey: string;
  /**
   * Reports a partial result to the stream, at most ten a second, of a long attempt fewer. Resolves when it was sent or
   * replaced by a newer one, or when it has to wait for longer than a moment.
   */
  progress(update: ProgressUpdate): Promise<void>;
  log: FunctionLog;
}
export interface ProgressUpdate {
  /** 0 to 100. */
  progress_percent?: number;
  output?: Json;
}
export interface FunctionLog {
  debug(message: string, fields?: JsonObject): void;
  info(message: string, fields?: JsonObject): void;
  warn(message: string, fields?: JsonObject): void;
  error(message: string, fields?: JsonObject): void;
}
/** A function that steps can call by `tool.function`. Errors are told apart by their properties: see contracts/failure.ts. */
export interface FunctionDefinition<Input = JsonObject, Output = Json> {
  /** `tool.function`, such as `http.request`; unique over all packs. */
  name: string;
  description: string;
  /** JSON Schema of the arguments, checked before each call. */
  input: JsonSchema;
  /** JSON Schema of the result, shown in the catalogue and used to check references at publishing. */
  output: JsonSchema;
  /** Pure and done in milliseconds: its first attempt runs as a local activity. Default false. */
  fast?: boolean;
  /** Calling it twice with one idempotency key does no more than once. Default false. */
  idempotent?: boolean;
  /** What it throws as transient, in words, for the catalogue. */
  transient_errors?: string[];
  run(input: Input, context: FunctionContext): Output | Promise<Output>;
}
/** A row of GET /functions. */
export interface CatalogueEntry {
  name: string;
  description: string;
  input: JsonSchema;
  output: JsonSchema;
  fast: boolean;
  idempotent: boolean;
  task_queue: string | null;
  transient_errors: string[];
}
/** What the compiler asks about functions. */
export interface FunctionCatalogue {
  get(name: string): CatalogueEntry | undefined;
  list(): CatalogueEntry[];
}
