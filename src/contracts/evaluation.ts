/** POST /expressions/evaluate. */
import type { Expression } from './expression.js';
import type { Json, JsonObject } from './json.js';

export interface EvaluationRequest {
  expression: string;
  /** Bare names are fields of the input, as in validation rules. */
  bare_fields?: boolean;
  input?: Json;
  /** By step number. */
  steps?: Record<string, { output_variable?: string; output?: Json }>;
  context?: JsonObject;
}
export interface Evaluation {
  value: Json;
  /** Whether it counts as true. */
  result: boolean;
  references: string[];
  ast: Expression;
}
