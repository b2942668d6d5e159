import { closeSync, openSync, readSync, statSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit says in which byte order the checksums are. */
const MAGIC = 0x377f0682;
const SALT = { header: 16, frame: 8, bytes: 8 };

/**
 * The numbers of the pages that the write-ahead log of an SQLite database holds; SQLite brings them into the database
 * when it opens it. Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log (magic in bytes 0 to 3, page
 * size in 8 to 11, salts in 16 to 23; a frame has its page in bytes 0 to 3 and the same salts in 8 to 15).
 */
export function pagesInWal(file: string): Set<number> {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < HEADER_BYTES) return new Set();
  const descriptor = openSync(file, 'r');
  try {
    return readPages(descriptor, size);
  } finally {
    closeSync(descriptor);
  }
}

function readPages(descriptor: number, size: number): Set<number> {
  const pages = new Set<number>();
  const header = bytesAt(descriptor, 0, HEADER_BYTES);
  if ((header.readUInt32BE(0) & ~1) >>> 0 !== MAGIC) return pages;
  const frame_bytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
  const salt = header.subarray(SALT.header, SALT.header + SALT.bytes);
  for (let at = HEADER_BYTES; at + frame_bytes <= size; at += frame_bytes) {
    const frame = bytesAt(descriptor, at, FRAME_HEADER_BYTES);
    // What follows is left from before the log was begun anew.
    if (!frame.subarray(SALT.frame, SALT.frame + SALT.bytes).equals(salt)) break;
    pages.add(frame.readUInt32BE(0));
  }
  return pages;
}

function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(descriptor, bytes, 0, length, position);
  return bytes;
}
