/** What a build was made from: the hash of each file, kept beside what was built. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './run-command.mjs';

/** By path below the project's folder; a folder counts with all that is in it, what is missing does not. */
export function contentHashes({ files, folders }) {
  const all = [...files, ...folders.flatMap(filesBelow)].filter((file) => existsSync(join(ROOT, file)));
  return Object.fromEntries(all.map((file) => [file, hashOf(join(ROOT, file))]));
}

export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The hashes that were written after the last complete build; null when there was none. */
export function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function filesBelow(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))).sort();
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('base64');
