/** A key by which a start is told apart from all others. */
export function newIdempotencyKey(): string {
  // Not randomUUID: a page that came over plain http has none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
