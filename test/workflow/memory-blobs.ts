import { createHash } from 'node:crypto';
import { BlobNotFound, type BlobStore } from '../../src/storage/blob-store.js';

/** The bytes of one test run, under the names that the real store would give them. */
export function memoryBlobs(): BlobStore {
  const stored = new Map<string, Buffer>();
  const blobs: Pick<BlobStore, 'put' | 'get'> = {
    put: (data) => {
      const hash = createHash('sha256').update(data).digest('hex');
      stored.set(hash, data);
      return Promise.resolve(hash);
    },
    get: (hash) => {
      const data = stored.get(hash);
      return data ? Promise.resolve(data) : Promise.reject(new BlobNotFound(hash));
    },
  };
  return blobs as BlobStore;
}
