import { PermanentError } from '../errors.js';

/** Arguments that make no engineering sense: permanent, the same arguments fail again. */
export class InvalidInput extends PermanentError {
  constructor(message: string) {
    super(message, { code: 'invalid_input' });
  }
}
