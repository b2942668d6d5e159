import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), 'migrations');

/** When the migrations that this version has were made, in ms since 1970; a database remembers them by it. */
export function knownMigrations(): number[] {
  const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return journal.entries.map(({ when }) => when);
}
