/** A keys file with one key for each role. */
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { createKey } from '../../src/cli/keys.js';
import { ACCESS_ROLES, type AccessRole } from '../../src/contracts/session.js';
import { scratchFolder } from './platform.js';

export class KeysFile {
  private constructor(
    private readonly folder: string,
    /** By role, which is each one's id too. */
    readonly keys: Record<AccessRole, string>,
  ) {}

  static async make(): Promise<KeysFile> {
    const keys = new KeysFile(await scratchFolder(), { viewer: '', operator: '', admin: '' });
    for (const role of ACCESS_ROLES) keys.keys[role] = await keys.create(role, role);
    return keys;
  }
  get path(): string {
    return join(this.folder, 'keys.json');
  }
  create(id: string, role: AccessRole): Promise<string> {
    return createKey(this.path, { id, role });
  }
  clear(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
