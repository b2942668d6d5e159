/**
 * The claim check: a payload over 32 KiB is stored by its content hash, and only the hash travels through Temporal.
 * Plans always travel so: `planClaim` makes the reference without reading the Plan. The answer of a query is not stored,
 * since no history will name it: it travels compressed, unless it is too large for that too.
 */
import { RawValue, type Payload, type PayloadCodec } from '@temporalio/common';
import { CLAIM_CHECK, claimCheck, ORIGINAL_PREFIX } from '../contracts/claim-check.js';
import { PASSING } from '../contracts/query-answer.js';
import type { BlobStore } from '../storage/blob-store.js';
import { COMPRESSED, compressed, decompressed } from './compressed-payload.js';

/** In bytes. */
export const CLAIM_CHECK_THRESHOLD = 32 * 1024;
const encodingOf = (payload: Payload): string => Buffer.from(payload.metadata?.['encoding'] ?? []).toString('utf8');

export class ClaimCheckCodec implements PayloadCodec {
  constructor(private readonly blobs: BlobStore) {}

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.store(payload)));
  }
  /** @throws BlobNotFound, or UnreadablePayload for what was not compressed by `encode` */
  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.load(payload)));
  }
  private async store(payload: Payload): Promise<Payload> {
    if ((payload.data?.length ?? 0) <= CLAIM_CHECK_THRESHOLD || encodingOf(payload) === CLAIM_CHECK) return payload;
    const packed = payload.metadata?.[PASSING] ? await compressed(payload) : null;
    if (packed) return packed;
    const hash = await this.blobs.put(Buffer.from(payload.data ?? []));
    return claimCheck(hash, payload.metadata ?? {});
  }
  private async load(payload: Payload): Promise<Payload> {
    switch (encodingOf(payload)) {
      case CLAIM_CHECK:
        return { metadata: originalMetadata(payload), data: await this.blobs.get(utf8(payload.data)) };
      case COMPRESSED:
        return { metadata: originalMetadata(payload), data: await decompressed(payload) };
      default:
        return payload;
    }
  }
}
const utf8 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

function originalMetadata({ metadata }: Payload): NonNullable<Payload['metadata']> {
  const kept = Object.entries(metadata ?? {}).filter(([key]) => key.startsWith(ORIGINAL_PREFIX));
  return Object.fromEntries(kept.map(([key, value]) => [key.slice(ORIGINAL_PREFIX.length), value]));
}
/** A stored Plan as an argument of a workflow. */
export function planClaim(plan_hash: string): RawValue {
  return RawValue.fromPayload(claimCheck(plan_hash));
}
