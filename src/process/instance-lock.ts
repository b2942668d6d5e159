import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { tryProcessLock } from './process-lock.js';
import { StartupError } from './startup-error.js';

/** Held for as long as an instance works with its DATA_DIR. */
export interface InstanceLock {
  release(): Promise<void>;
}

/**
 * Makes DATA_DIR when it is not there and takes it for this process.
 * @throws StartupError `data_dir_in_use` when a live instance has it, `data_dir_unusable` when it cannot be written.
 */
export async function acquireInstanceLock(dataDir: string): Promise<InstanceLock> {
  const folder = resolve(dataDir);
  await makeDataDir(folder);
  const attempt = await tryProcessLock(folder, 'instance.lock');
  if (attempt.kind === 'acquired') return { release: attempt.release };
  throw new StartupError(
    'data_dir_in_use',
    `Another instance (process ${attempt.holder.pid}) is already running on DATA_DIR ${folder}: stop it, or set DATA_DIR to another folder for this one.`,
  );
}

async function makeDataDir(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartupError(
      'data_dir_unusable',
      `DATA_DIR ${folder} cannot be used (${(error as Error).message}): make it a folder that this user can write, or set DATA_DIR to another.`,
      { cause: error },
    );
  }
}
