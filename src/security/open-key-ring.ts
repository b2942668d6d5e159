import { Logger } from '@nestjs/common';
import { StartupError } from '../process/startup-error.js';
import type { AccessSettings } from './access-rules.js';
import { KeyRing } from './key-ring.js';
import { KeysFileError } from './keys-file.js';

/** The keys that a server starts with; null for a server without keys. @throws StartupError for a file that is no keys file */
export async function openKeyRing({ keysFile }: AccessSettings): Promise<KeyRing | null> {
  if (keysFile === null) return null;
  try {
    const ring = await KeyRing.open(keysFile);
    if (ring.size === 0) new Logger('security').warn('There are no API keys: make one with `dynex keys create`');
    return ring;
  } catch (error) {
    if (!(error instanceof KeysFileError)) throw error;
    throw new StartupError('keys_unreadable', `API_KEYS_FILE: ${error.message}`, { cause: error });
  }
}
