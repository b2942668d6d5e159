import type { Json } from '../contracts/json.js';
import { ExpressionPatternError } from './expression-pattern-error.js';
import { ExpressionTypeError, type TypeErrorDetails } from './expression-type-error.js';
import { typeOf } from './value-type.js';

/** An operator or a function at its place in an expression: it makes the errors for the values that it is given. */
export class Operation {
  /** `at` is its offset into `expression`. */
  constructor(
    private readonly expression: string,
    private readonly at: number,
  ) {}

  typeError(problem: string, left: Json, right?: Json): ExpressionTypeError {
    return new ExpressionTypeError(this.details(problem, left, right));
  }

  patternError(problem: string, left: Json, right: Json): ExpressionPatternError {
    return new ExpressionPatternError(this.details(problem, left, right));
  }

  private details(problem: string, left: Json, right?: Json): TypeErrorDetails {
    const right_type = right === undefined ? undefined : typeOf(right);
    return { expression: this.expression, at: this.at, problem, left_type: typeOf(left), right_type };
  }
}
