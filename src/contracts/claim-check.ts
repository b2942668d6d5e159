/** A claim check as it travels: the reference to stored bytes in the place of a payload. */
export const CLAIM_CHECK = 'binary/claim-check';
/** Metadata keys of what was stored, kept beside the reference. */
export const ORIGINAL_PREFIX = 'claimed-';

type Metadata = Record<string, Uint8Array>;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The bytes are stored under `hash`; `metadata` is that of the payload whose data they are. */
export function claimCheck(hash: string, metadata: Metadata = { encoding: utf8('json/plain') }) {
  const original = Object.entries(metadata).map(([key, value]) => [ORIGINAL_PREFIX + key, value]);
  return { metadata: { ...(Object.fromEntries(original) as Metadata), encoding: utf8(CLAIM_CHECK) }, data: utf8(hash) };
}
