/** Content-addressed bytes in PostgreSQL, behind a cache: what is named by its hash never changes. */
import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Database } from './database.js';
import { blobs } from './schema.js';

const CACHE_BYTES = 64 * 1024 * 1024;
/** Of what was marked as used in this time, it is not said again. */
const MARKED_FOR_MS = 3_600_000;
const MARKS_REMEMBERED = 10_000;

export class BlobNotFound extends Error {
  constructor(hash: string) {
    super(`No stored bytes with the hash ${hash}`);
  }
}
export class BlobStore {
  private readonly cache = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (data) => data.length + 1,
  });
  private readonly marked = new LRUCache<string, true>({ max: MARKS_REMEMBERED, ttl: MARKED_FOR_MS });

  constructor(private readonly database: Database) {}

  /** Stores the bytes once, whoever stores them, and marks them as used; returns their SHA-256 in hex. */
  async put(data: Buffer): Promise<string> {
    const hash = createHash('sha256').update(data).digest('hex');
    if (this.marked.has(hash)) return hash;
    const hourOld = sql`${blobs.last_used_at} < now() - ${MARKED_FOR_MS} * interval '1 ms'`;
    await this.database.orm
      .insert(blobs)
      .values({ hash, data })
      .onConflictDoUpdate({ target: blobs.hash, set: { last_used_at: sql`now()` }, setWhere: hourOld });
    this.marked.set(hash, true);
    this.cache.set(hash, data);
    return hash;
  }
  /** @throws BlobNotFound */
  async get(hash: string): Promise<Buffer> {
    const cached = this.cache.get(hash);
    if (cached) return cached;
    const [row] = await this.database.orm.select({ data: blobs.data }).from(blobs).where(eq(blobs.hash, hash));
    if (!row) throw new BlobNotFound(hash);
    this.cache.set(hash, row.data);
    return row.data;
  }
}
