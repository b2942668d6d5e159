import { chmodSync, mkdirSync } from 'node:fs';
import { StartupError } from '../../process/startup-error.js';

const SHARED_FOLDER = '/var/lib/dynamic-executor';

/**
 * The folder that every system user can reach, for what PostgreSQL's user cannot reach where it lies. Root's only.
 * @throws StartupError `shared_folder_unusable`
 */
export function openSharedFolder(folder: string = SHARED_FOLDER): string {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    return folder;
  } catch (error) {
    throw new StartupError(
      'shared_folder_unusable',
      `PostgreSQL's system user cannot reach this folder, and ${folder} cannot be made for it (${(error as Error).message}): start as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
