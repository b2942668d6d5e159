/** dist/ from the sources: compiled when their content is not that of the last build. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT, runCommand } from './run-command.mjs';

const SOURCES = ['src', 'workflows', 'activities', 'bench', 'simulation'];
const SETTINGS = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const STAMP = join(ROOT, 'dist', '.build.json');
const ENTRY = join(ROOT, 'dist', 'src', 'main.js');
const BUNDLER = join(ROOT, 'dist', 'src', 'temporal', 'bundle-workflows.js');

export function isBuilt() {
  const last = readStamp();
  return last !== null && existsSync(ENTRY) && isSame(last, hashesOfSources());
}

export async function build() {
  const now = hashesOfSources();
  if (mustStartAfresh(now)) rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  rmSync(STAMP, { force: true });
  console.log('Compiling');
  await runCommand('Compiling', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  copyOtherFiles(Object.keys(now));
  if (existsSync(BUNDLER)) await runCommand('Bundling the workflow code', [BUNDLER]);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, JSON.stringify(now));
}

/** The compiler neither removes what has no source any more nor writes again what was deleted. */
function mustStartAfresh(now) {
  const last = readStamp();
  return last === null || !existsSync(ENTRY) || Object.keys(last).some((file) => now[file] === undefined);
}

/** What is no TypeScript, such as migrations, goes along as it is. */
function copyOtherFiles(files) {
  for (const file of files) {
    if (!file.endsWith('.ts') && !SETTINGS.includes(file)) cpSync(join(ROOT, file), join(ROOT, 'dist', file));
  }
}

function hashesOfSources() {
  const files = [...SETTINGS, ...SOURCES.flatMap(filesBelow)].filter((file) => existsSync(join(ROOT, file)));
  return Object.fromEntries(files.map((file) => [file, hashOf(join(ROOT, file))]));
}

function filesBelow(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))).sort();
}

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('base64');
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return null;
  }
}
