/**
 * A condition that keeps the platform from starting. The message is one line that says what is wrong and what to do
 * about it; main prints it as it stands and exits non-zero.
 */
export class StartupError extends Error {
  readonly code: string;
  readonly hint?: string;

  constructor(code: string, message: string, more: { hint?: string; cause?: unknown } = {}) {
    super(message.replace(/\s*\n\s*/g, ' '), more.cause === undefined ? {} : { cause: more.cause });
    this.name = 'StartupError';
    this.code = code;
    if (more.hint !== undefined) this.hint = more.hint;
  }
}
