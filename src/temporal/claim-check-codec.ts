/**
 * The claim check: a payload over 32 KiB is stored by its content hash, and only the hash travels through Temporal.
 * Plans always travel so: `planClaim` makes the reference without reading the Plan.
 */
import { RawValue, type Payload, type PayloadCodec } from '@temporalio/common';
import type { BlobStore } from '../storage/blob-store.js';

/** In bytes. */
export const CLAIM_CHECK_THRESHOLD = 32 * 1024;
const CLAIM_CHECK = 'binary/claim-check';
/** Metadata keys of what was stored, kept beside the reference. */
const ORIGINAL_PREFIX = 'claimed-';

const encodingOf = (payload: Payload): string => Buffer.from(payload.metadata?.['encoding'] ?? []).toString('utf8');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export class ClaimCheckCodec implements PayloadCodec {
  constructor(private readonly blobs: BlobStore) {}

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.store(payload)));
  }
  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.load(payload)));
  }
  private async store(payload: Payload): Promise<Payload> {
    if ((payload.data?.length ?? 0) <= CLAIM_CHECK_THRESHOLD || encodingOf(payload) === CLAIM_CHECK) return payload;
    const hash = await this.blobs.put(Buffer.from(payload.data ?? []));
    return claim(hash, payload.metadata ?? {});
  }
  private async load(payload: Payload): Promise<Payload> {
    if (encodingOf(payload) !== CLAIM_CHECK) return payload;
    const metadata = Object.entries(payload.metadata ?? {})
      .filter(([key]) => key.startsWith(ORIGINAL_PREFIX))
      .map(([key, value]) => [key.slice(ORIGINAL_PREFIX.length), value]);
    const data = await this.blobs.get(Buffer.from(payload.data ?? []).toString('utf8'));
    return { metadata: Object.fromEntries(metadata), data };
  }
}
function claim(hash: string, metadata: NonNullable<Payload['metadata']>): Payload {
  const original = Object.entries(metadata).map(([key, value]) => [ORIGINAL_PREFIX + key, value]);
  return { metadata: { ...Object.fromEntries(original), encoding: utf8(CLAIM_CHECK) }, data: utf8(hash) };
}
/** A stored Plan as an argument of a workflow. */
export function planClaim(plan_hash: string): RawValue {
  return RawValue.fromPayload(claim(plan_hash, { encoding: utf8('json/plain') }));
}
