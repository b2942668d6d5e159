/** No answer came: the server is not there, or the connection broke. `cause` is what fetch threw. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  readonly code = 'unreachable';

  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`${url || 'The server'} does not answer: ${reasonOf(cause)}`, { cause });
  }
}
/** Node says what it means one level down. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause;
  return inner instanceof Error && inner.message !== '' ? inner.message : cause.message;
}
