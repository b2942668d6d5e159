import type { Position } from '../contracts/finding.js';
import { positionAt } from './position.js';
import type { ValueType } from './value-type.js';

export interface TypeErrorDetails {
  /** The whole expression, as its author wrote it. */
  expression: string;
  /** Offset of the operator or function into the expression. */
  at: number;
  /** What went wrong, such as `'<' needs two numbers or two strings`. */
  problem: string;
  left_type: ValueType;
  right_type?: ValueType | undefined;
}

/** Values of types that do not go together. It fails the step, and it is the only error that evaluating throws. */
export class ExpressionTypeError extends Error {
  override readonly name: string = 'ExpressionTypeError';
  readonly code: 'type_error' | 'invalid_pattern' = 'type_error';
  readonly expression: string;
  readonly position: Position;
  readonly left_type: ValueType;
  /** null for operators and functions of one operand. */
  readonly right_type: ValueType | null;

  constructor({ expression, at, problem, left_type, right_type }: TypeErrorDetails) {
    const position = positionAt(expression, at);
    const types = right_type === undefined ? left_type : `${left_type} and ${right_type}`;
    super(`${problem}, got ${types}, at line ${position.line}, column ${position.column} of: ${expression}`);
    this.expression = expression;
    this.position = position;
    this.left_type = left_type;
    this.right_type = right_type ?? null;
  }
}
