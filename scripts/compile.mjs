/** dist/ from the sources: compiled when their content is not that of the last build. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentHashes, isSame, readStamp } from './content-hashes.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const SOURCES = ['src', 'workflows', 'activities', 'bench', 'browser', 'cluster', 'simulation'];
const SETTINGS = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.build.json');
const ENTRY = join(DIST, 'src', 'main.js');
const COMMAND = join(DIST, 'src', 'cli', 'dynex.js');
const BUNDLER = join(DIST, 'src', 'temporal', 'bundle-workflows.js');

export function isBuilt() {
  const last = readStamp(STAMP);
  return last !== null && existsSync(ENTRY) && isSame(last, hashesOfSources());
}

export async function build() {
  const now = hashesOfSources();
  if (mustStartAfresh(now)) removeCompiled();
  rmSync(STAMP, { force: true });
  console.log('Compiling');
  await runCommand('Compiling', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  copyOtherFiles(Object.keys(now));
  // npx runs it as it is.
  chmodSync(COMMAND, 0o755);
  if (existsSync(BUNDLER)) await runCommand('Bundling the workflow code', [BUNDLER]);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, JSON.stringify(now));
}

/** The compiler neither removes what has no source any more nor writes again what was deleted. */
function mustStartAfresh(now) {
  const last = readStamp(STAMP);
  return last === null || !existsSync(ENTRY) || Object.keys(last).some((file) => now[file] === undefined);
}

/** All but dist/web, which has a build of its own. */
function removeCompiled() {
  if (!existsSync(DIST)) return;
  const entries = readdirSync(DIST).filter((entry) => entry !== 'web');
  for (const entry of entries) rmSync(join(DIST, entry), { recursive: true, force: true });
}

/** What is no TypeScript, such as migrations, goes along as it is. */
function copyOtherFiles(files) {
  for (const file of files) {
    if (!file.endsWith('.ts') && !SETTINGS.includes(file)) cpSync(join(ROOT, file), join(DIST, file));
  }
}

const hashesOfSources = () => contentHashes({ files: SETTINGS, folders: SOURCES });
