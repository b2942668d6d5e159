/** Payloads that travel compressed in Temporal's own messages. */
import { promisify } from 'node:util';
import { constants, deflate, inflate } from 'node:zlib';
import type { Payload } from '@temporalio/common';
import { ORIGINAL_PREFIX } from '../contracts/claim-check.js';

export const COMPRESSED = 'binary/deflated';
/** In bytes. Temporal refuses more than 2 MiB in one answer, and a gRPC message more than 4. */
const MAX_COMPRESSED = 1_500_000;
const MAX_DECOMPRESSED = 64 * 1024 * 1024;
const FAST = { level: constants.Z_BEST_SPEED };
const deflateAsync = promisify<Buffer, typeof FAST, Buffer>(deflate);
const inflateAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

export class UnreadablePayload extends Error {}

/** Null for a payload that stays too large. */
export async function compressed({ metadata, data }: Payload): Promise<Payload | null> {
  const original = Buffer.from(data ?? []);
  if (original.length > MAX_DECOMPRESSED) return null;
  const packed = await deflateAsync(original, FAST);
  if (packed.length > MAX_COMPRESSED) return null;
  const kept = Object.entries(metadata ?? {}).map(([key, value]) => [ORIGINAL_PREFIX + key, value]);
  return { metadata: { ...Object.fromEntries(kept), encoding: Buffer.from(COMPRESSED) }, data: packed };
}
/** The bytes. @throws UnreadablePayload */
export async function decompressed({ data }: Payload): Promise<Uint8Array> {
  try {
    return await inflateAsync(Buffer.from(data ?? []), { maxOutputLength: MAX_DECOMPRESSED });
  } catch (error) {
    throw new UnreadablePayload(`The payload cannot be decompressed: ${(error as Error).message}`);
  }
}
