/** How payloads travel: small ones as they are, large ones as claim checks, and large answers of queries compressed. */
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { ClaimCheckCodec, CLAIM_CHECK_THRESHOLD } from '../../../src/temporal/claim-check-codec.js';
import { interceptors } from '../../../workflows/query-answers.js';
import { memoryBlobs } from '../../workflow/memory-blobs.js';

function countedCodec() {
  const blobs = memoryBlobs();
  const stored: number[] = [];
  const put = blobs.put.bind(blobs);
  blobs.put = (data) => {
    stored.push(data.length);
    return put(data);
  };
  return { codec: new ClaimCheckCodec(blobs), stored };
}
/** As the workflow hands over the answer of a query. */
async function answerOf(value: unknown): Promise<Payload> {
  const handle = interceptors().inbound?.[0]?.handleQuery;
  if (!handle) throw new Error('There is no interceptor of queries');
  const next = () => Promise.resolve(value);
  return defaultPayloadConverter.toPayload(await handle({ queryId: '', queryName: '', args: [], headers: {} }, next));
}
const encodingOf = (payload: Payload | undefined) => Buffer.from(payload?.metadata?.['encoding'] ?? []).toString();
const large = (bytes: number) => ({ text: 'x'.repeat(bytes) });

async function travelled(codec: ClaimCheckCodec, payload: Payload) {
  const [encoded] = await codec.encode([payload]);
  const [decoded] = await codec.decode(encoded ? [encoded] : []);
  return { encoded, value: decoded && defaultPayloadConverter.fromPayload<unknown>(decoded) };
}

describe('a payload', () => {
  it.each([
    ['small', 10, 'json/plain', 0],
    ['large', CLAIM_CHECK_THRESHOLD, 'binary/claim-check', 1],
  ])('that is %s travels as %s', async (_, bytes, encoding, count) => {
    const { codec, stored } = countedCodec();
    const { encoded, value } = await travelled(codec, defaultPayloadConverter.toPayload(large(bytes)));
    expect([encodingOf(encoded), stored.length, value]).toEqual([encoding, count, large(bytes)]);
  });
});

describe('the answer of a query', () => {
  it.each([
    ['small', 10, 'json/plain'],
    ['of 5 MB', 5_000_000, 'binary/deflated'],
  ])('that is %s is not stored', async (_, bytes, encoding) => {
    const { codec, stored } = countedCodec();
    const { encoded, value } = await travelled(codec, await answerOf(large(bytes)));
    expect([encodingOf(encoded), stored, value]).toEqual([encoding, [], large(bytes)]);
    expect(encoded?.data?.length).toBeLessThan(100_000);
  });
  it('is stored when it stays too large for a message', async () => {
    const { codec, stored } = countedCodec();
    const noise = randomBytes(3_000_000).toString('base64');
    const { encoded, value } = await travelled(codec, await answerOf(noise));
    expect([encodingOf(encoded), stored.length]).toEqual(['binary/claim-check', 1]);
    expect(value === noise).toBe(true);
  });
});

describe('what somebody else says is compressed', () => {
  const deflated = (data: Buffer): Payload => ({ metadata: { encoding: Buffer.from('binary/deflated') }, data });
  it.each([
    ['is not', Buffer.from('nonsense')],
    ['is far larger than it looks', deflateSync(Buffer.alloc(65 * 1024 * 1024))],
  ])('and %s cannot be read', async (_, data) => {
    await expect(countedCodec().codec.decode([deflated(data)])).rejects.toThrow('cannot be decompressed');
  });
});
