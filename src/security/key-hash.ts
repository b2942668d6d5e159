/**
 * Hashes of API keys: `scrypt$<N>$<r>$<p>$<salt>$<hash>`, the last two in base64url.
 * Source: RFC 7914. Keys have 256 bits of randomness, so the cost is no defence against guessing, but one against a
 * weakness of the hash; it is kept low for the sake of the server that checks it.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

interface Cost {
  N: number;
  r: number;
  p: number;
}
/** 16 MB and some 40 ms for each check. */
const COST: Cost = { N: 2 ** 14, r: 8, p: 1 };
/** What a keys file may ask of the server at most: 64 MB. */
const MAX_MEMORY = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PATTERN = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22,86})\$([A-Za-z0-9_-]{43})$/;

export async function hashOfKey(key: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(key, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}
/** False for another key, and for what is no such hash. */
export async function isHashOf(hash: string, key: string): Promise<boolean> {
  const read = readHash(hash);
  return read !== null && timingSafeEqual(await derive(key, read.salt, read.cost), read.hash);
}
export const isKeyHash = (text: string): boolean => readHash(text) !== null;

function readHash(text: string): { cost: Cost; salt: Buffer; hash: Buffer } | null {
  const [, N, r, p, salt = '', hash = ''] = PATTERN.exec(text) ?? [];
  if (N === undefined) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const isPowerOfTwo = cost.N > 1 && (cost.N & (cost.N - 1)) === 0;
  if (!isPowerOfTwo || cost.r < 1 || cost.p < 1 || memoryOf(cost) > MAX_MEMORY) return null;
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}
/** In bytes. */
const memoryOf = ({ N, r, p }: Cost): number => 128 * r * (N + p);

function derive(key: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(key, salt, HASH_BYTES, { ...cost, maxmem: 2 * MAX_MEMORY }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    ),
  );
}
