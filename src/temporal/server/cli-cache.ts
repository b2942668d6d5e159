import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userCacheFolder } from '../../process/user-cache.js';
import { TEMPORAL_CLI_VERSION } from './temporal-version.js';

const EXECUTABLE = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** <the user's cache folder>/dynamic-executor/temporal-cli/<version>: shared by all clones of a user. */
export function cliCacheFolder(env: NodeJS.ProcessEnv): string {
  return join(userCacheFolder(env), 'dynamic-executor', 'temporal-cli', TEMPORAL_CLI_VERSION);
}

export function cachedCliPath(env: NodeJS.ProcessEnv): string {
  return join(cliCacheFolder(env), EXECUTABLE);
}

/** `temporal` in the folders of PATH; null when there is none. */
export function cliOnPath(env: NodeJS.ProcessEnv): string | null {
  const folders = (env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, EXECUTABLE)).find((path) => existsSync(path)) ?? null;
}
