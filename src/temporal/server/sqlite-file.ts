import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { pagesInWal } from './sqlite-wal.js';

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/**
 * What is wrong with the file of an SQLite database, by its header; null for a sound or a missing file. A copy that was
 * cut off has fewer bytes than its header promises. So has the file of a server that was killed while it brought its
 * write-ahead log into it; there, the log beside the file has the pages that are missing.
 * Source: https://www.sqlite.org/fileformat2.html#the_database_header (page size in bytes 16 and 17, size in pages in
 * bytes 28 to 31, valid when bytes 24 to 27 equal bytes 92 to 95).
 */
export function sqliteDamage(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() === false) return 'it is not a file';
  const size = stat?.size ?? 0;
  if (size === 0) return null;
  const header = readHeader(file);
  if (size < HEADER_BYTES || header.toString('latin1', 0, 16) !== MAGIC) return 'it is not an SQLite database';
  const pages = header.readUInt32BE(28);
  const promised = pageSize(header) * pages;
  const isCurrent = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (!isCurrent || size >= promised) return null;
  const whole_pages = Math.floor(size / pageSize(header));
  return walHas(file, whole_pages + 1, pages) ? null : `it has ${size} of ${promised} bytes`;
}

function walHas(file: string, from: number, to: number): boolean {
  const pages = pagesInWal(`${file}-wal`);
  for (let page = from; page <= to; page += 1) if (!pages.has(page)) return false;
  return true;
}

function pageSize(header: Buffer): number {
  const written = header.readUInt16BE(16);
  return written === 1 ? 65_536 : written;
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
    return header;
  } finally {
    closeSync(descriptor);
  }
}
