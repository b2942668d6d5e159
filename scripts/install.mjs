/** The packages of package-lock.json, in node_modules. Nothing here depends on install scripts, which npm 11 does not run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.mjs';

/** Installs what is missing; `development` asks for the development dependencies too. */
export async function install({ development }) {
  if (isInstalled({ development })) return;
  const count = Object.keys(packagesOf('package-lock.json') ?? {}).length;
  console.log(`Installing ${count} packages (npm ci), about a minute, once`);
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const isScript = npm !== undefined && /\.c?js$/.test(npm);
  if (isScript) await runCommand('Installing', [process.execPath, npm, ...options]);
  else await runCommand('Installing', ['npm', ...options], { shell: process.platform === 'win32' });
}

/** npm writes down what it installed in node_modules/.package-lock.json, at the end of a complete run. */
export function isInstalled({ development }) {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = packagesOf('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '' || optional || devOptional || (dev && !development)) return true;
    return installed[path]?.version === version;
  });
}

function packagesOf(file) {
  const path = join(ROOT, file);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
