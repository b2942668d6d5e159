import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, found from the sources and from the build alike. */
export function projectRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (holdsThisPackage(from)) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The folder of the package dynamic-executor was not found');
  return projectRoot(parent);
}

function holdsThisPackage(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'dynamic-executor';
}
