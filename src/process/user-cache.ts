import { homedir } from 'node:os';
import { join } from 'node:path';

/** XDG Base Directory Specification on Linux, the platform's own place elsewhere. */
export function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg) return xdg;
  const home = env['HOME'] ?? homedir();
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}
