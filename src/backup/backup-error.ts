/** Why a backup or a restore was not made. The message is one line that says what is wrong and what to do about it. */
export class BackupError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'BackupError';
  }
}
