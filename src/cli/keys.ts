/** `dynex keys`: makes, lists and revokes the API keys of a server. A running server follows the file. */
import type { Command } from 'commander';
import { ACCESS_ROLES, type AccessRole } from '../contracts/session.js';
import { type ApiKey, isKeyId, KEY_ID_RULE, newKey } from '../security/api-key.js';
import { hashOfKey } from '../security/key-hash.js';
import { KeysFileError, readKeysFile } from '../security/keys-file.js';
import { changeKeysFile } from '../security/keys-file-change.js';

/** Returns the key, which is nowhere but there. @throws KeysFileError for an id that is none or is taken, and for a file that cannot be written */
export async function createKey(file: string, { id, role }: Pick<ApiKey, 'id' | 'role'>): Promise<string> {
  if (!isKeyId(id)) throw new KeysFileError(`The id ${id} cannot be one of a key: ${KEY_ID_RULE}`);
  const key = newKey(id);
  const entry = { id, role, hash: await hashOfKey(key), created_at: new Date().toISOString() };
  await changeKeysFile(file, (keys) => {
    if (!keys.some((one) => one.id === id)) return [...keys, entry];
    throw new KeysFileError(`There is a key ${id} already: revoke it first, or take another id`);
  });
  return key;
}
/** @throws KeysFileError for an id that there is not */
export async function revokeKey(file: string, id: string): Promise<void> {
  await changeKeysFile(file, (keys) => {
    if (keys.some((one) => one.id === id)) return keys.filter((one) => one.id !== id);
    throw new KeysFileError(`There is no key ${id} in ${file}`);
  });
}
/** One line a key: id, role, and when it was made. @throws KeysFileError */
export async function listKeys(file: string): Promise<string[]> {
  const keys = await readKeysFile(file);
  const width = Math.max(0, ...keys.map(({ id }) => id.length));
  return keys.map(({ id, role, created_at }) => `${id.padEnd(width)}  ${role.padEnd(8)}  ${created_at}`);
}

interface FileOption {
  file?: string;
}
/** Adds `keys create|list|revoke`. */
export function addKeysCommand(dynex: Command): void {
  const keys = dynex.command('keys').description('API keys, in the file that API_KEYS_FILE or --file names');
  withFile(keys.command('create <id>').description('makes a key and prints it once'))
    .requiredOption('-r, --role <role>', ACCESS_ROLES.join(', '))
    .action(async (id: string, options: FileOption & { role: string }, command: Command) => {
      await told(command, async () =>
        console.log(await createKey(fileOf(options), { id, role: roleOf(options.role) })),
      );
    });
  withFile(keys.command('list').description('lists the keys, without their secrets')).action(
    (options: FileOption, command: Command) =>
      told(command, async () => (await listKeys(fileOf(options))).forEach((line) => console.log(line))),
  );
  withFile(keys.command('revoke <id>').description('takes a key back; its open streams end')).action(
    (id: string, options: FileOption, command: Command) => told(command, () => revokeKey(fileOf(options), id)),
  );
}
const withFile = (command: Command): Command => command.option('-f, --file <path>', 'default: API_KEYS_FILE');

function fileOf({ file }: FileOption): string {
  const path = file ?? process.env['API_KEYS_FILE'];
  if (path) return path;
  throw new KeysFileError('Say which keys file: --file keys.json, or API_KEYS_FILE');
}
function roleOf(text: string): AccessRole {
  const role = ACCESS_ROLES.find((one) => one === text);
  if (role !== undefined) return role;
  throw new KeysFileError(`--role ${text} is not one of ${ACCESS_ROLES.join(', ')}`);
}
async function told(command: Command, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof KeysFileError)) throw error;
    command.error(error.message);
  }
}
