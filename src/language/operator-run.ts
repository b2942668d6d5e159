import type { ChainLink, Expression } from '../contracts/expression.js';
import { chainOf } from './build-expression.js';

/** The operands of AND, or of OR, that have been read so far. */
export class OperatorRun {
  private first: Expression | undefined;
  private rest: ChainLink[] = [];
  private at = 0;

  constructor(private readonly operator: 'AND' | 'OR') {}

  add(operand: Expression): void {
    if (this.first === undefined) this.first = operand;
    else this.rest.push({ operator: this.operator, operand, at: this.at });
  }

  /** The operator stands at this offset, in front of the next operand. */
  continueBehind(offset: number): void {
    this.at = offset;
  }

  /** What the operands come to; the next one begins a new run. There has to be one. */
  take(): Expression {
    const expression = chainOf(this.first as Expression, this.rest);
    this.first = undefined;
    this.rest = [];
    return expression;
  }
}
