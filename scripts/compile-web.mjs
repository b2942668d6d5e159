/** dist/web, the dashboard: built when web/, or what it takes from src/, is not that of the last build. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentHashes, isSame, readStamp } from './content-hashes.mjs';
import { ROOT, runCommand } from './run-command.mjs';

const SOURCES = ['web', 'src/client', 'src/contracts'];
const SETTINGS = ['package-lock.json', 'tsconfig.json'];
const WEB = join(ROOT, 'dist', 'web');
/** In the folder that the builder empties: half a build is none. */
const STAMP = join(WEB, '.build.json');
const VITE = ['node_modules/vite/bin/vite.js', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'];

const WORTH_COMPRESSING = /\.(js|css|html|svg|json|txt)$/;
/** A smaller file fits into one packet as it is, in bytes. */
const WORTH_COMPRESSING_FROM = 1_024;

export function isWebBuilt() {
  const last = readStamp(STAMP);
  return last !== null && existsSync(join(WEB, 'index.html')) && isSame(last, hashesOfSources());
}

export async function buildWeb() {
  const now = hashesOfSources();
  console.log('Building the dashboard');
  await runCommand('Building the dashboard', VITE, { env: { NODE_ENV: 'production' } });
  writeCompressed();
  writeFileSync(STAMP, JSON.stringify(now));
}

/** `a.js.gz` beside `a.js`: the server compresses nothing itself. */
function writeCompressed() {
  const entries = readdirSync(WEB, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile() && WORTH_COMPRESSING.test(one.name))) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const content = readFileSync(path);
    if (content.length >= WORTH_COMPRESSING_FROM) writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

const hashesOfSources = () => contentHashes({ files: SETTINGS, folders: SOURCES });
