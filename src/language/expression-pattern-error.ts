import { ExpressionTypeError } from './expression-type-error.js';

/** `matches` was handed a computed pattern that cannot be used. A literal one is refused when the expression is parsed. */
export class ExpressionPatternError extends ExpressionTypeError {
  override readonly name = 'ExpressionPatternError';
  override readonly code = 'invalid_pattern';
}
