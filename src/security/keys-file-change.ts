/** Changes the keys file: readers see the old one or the new one, whole. */
import { open, realpath, rename, rm } from 'node:fs/promises';
import type { ApiKey } from './api-key.js';
import { KeysFileError, keysText, readKeysFile } from './keys-file.js';

/** For its owner alone. */
const MODE = 0o600;

/**
 * Replaces the keys of a file by what `change` makes of them; a file that is not there has none. The draft beside it is
 * the lock: of two changes at one time the second is refused.
 * @throws KeysFileError, and what `change` throws, with the file as it was
 */
export async function changeKeysFile(path: string, change: (keys: ApiKey[]) => ApiKey[]): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.draft`;
  const file = await openDraft(draft);
  try {
    await file.writeFile(keysText(change(await keysOrNone(target))));
    await file.sync();
    await file.close();
    await rename(draft, target);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}
async function openDraft(draft: string) {
  try {
    return await open(draft, 'wx', MODE);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') throw new KeysFileError(`The keys file cannot be written (${message})`);
    throw new KeysFileError(`The keys are being changed by somebody else: try again, or remove ${draft} if it stays`);
  }
}
async function keysOrNone(path: string): Promise<ApiKey[]> {
  const isThere = await realpath(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  return isThere ? readKeysFile(path) : [];
}
