/** The file that API_KEYS_FILE names: `{"keys": [{"id", "role", "hash", "created_at"}]}`. It has hashes and no key. */
import { readFile } from 'node:fs/promises';
import { ACCESS_ROLES } from '../contracts/session.js';
import { type ApiKey, isKeyId } from './api-key.js';
import { isKeyHash } from './key-hash.js';

/** The file cannot be read, or not be understood. */
export class KeysFileError extends Error {}

/** @throws KeysFileError with the file, what is wrong, and the way out */
export async function readKeysFile(path: string): Promise<ApiKey[]> {
  return parseKeys(await textOf(path), path);
}
/** By the same format. */
export const keysText = (keys: ApiKey[]): string => `${JSON.stringify({ keys }, null, 2)}\n`;

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new KeysFileError(`The keys file ${path} cannot be read (${message})`);
    throw new KeysFileError(`There is no keys file ${path}: make one with \`dynex keys create\``);
  }
}
/** What the file quotes is not repeated: it might be a key that somebody put there by mistake. */
function parseKeys(text: string, path: string): ApiKey[] {
  const keys = membersOf(text, path);
  keys.forEach((key, index) => {
    const wrong = wrongIn(key);
    if (wrong !== null) throw new KeysFileError(`The keys file ${path} is wrong at /keys/${index}: ${wrong}`);
  });
  const known = keys as ApiKey[];
  const twice = known.find(({ id }, index) => known.findIndex((other) => other.id === id) !== index);
  if (twice) throw new KeysFileError(`The keys file ${path} has the id ${twice.id} twice`);
  return known.map(({ id, role, hash, created_at }) => ({ id, role, hash, created_at }));
}
function membersOf(text: string, path: string): Partial<Record<keyof ApiKey, unknown>>[] {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys)) return keys.map((key: object | null) => key ?? {});
  } catch {
    throw new KeysFileError(`The keys file ${path} is no JSON`);
  }
  throw new KeysFileError(`The keys file ${path} has no list of keys`);
}
function wrongIn({ id, role, hash, created_at }: Partial<Record<keyof ApiKey, unknown>>): string | null {
  if (typeof id !== 'string' || !isKeyId(id)) return 'id is none that a key can have';
  if (!ACCESS_ROLES.some((one) => one === role)) return `role is not one of ${ACCESS_ROLES.join(', ')}`;
  if (typeof hash !== 'string' || !isKeyHash(hash)) return 'hash is not one that `dynex keys create` wrote';
  return typeof created_at === 'string' && !Number.isNaN(Date.parse(created_at)) ? null : 'created_at is no time';
}
