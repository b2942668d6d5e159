import { Readable, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

export type BytesRead = { complete: boolean; bytes: Buffer };

const DECODERS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads an answer's body, decompressed, up to `limit` bytes. Where there is more, `complete` is false, `bytes` is its
 * beginning, and the connection is dropped without reading on.
 */
export async function readBytes(body: Readable, encoding: string, limit: number): Promise<BytesRead> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of decoded(body, encoding)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > limit) break;
  }
  if (length > limit) body.destroy();
  return { complete: length <= limit, bytes: Buffer.concat(chunks).subarray(0, limit) };
}

/** Undoes the content codings, of which the last was applied last (RFC 9110, 8.4). An unknown one ends the undoing. */
function decoded(body: Readable, encoding: string): Readable {
  body.on('error', () => undefined);
  let stream = body;
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const decoder = DECODERS[name.trim()];
    if (!decoder) return stream;
    stream = pipeline(stream, decoder(), () => undefined) as unknown as Readable;
  }
  return stream;
}
