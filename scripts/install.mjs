/** The packages of package-lock.json, in node_modules. Nothing here depends on install scripts, which npm 11 does not run. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, ROOT, runCommand } from './run-command.mjs';

/** Installs what is missing; `development` asks for the development dependencies too. */
export async function install({ development }) {
  if (isInstalled({ development })) return;
  const count = Object.keys(packagesOf('package-lock.json') ?? {}).length;
  console.log(`Installing ${count} packages (npm ci), about a minute, once`);
  try {
    await npm('ci');
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.log('npm ci refused or failed; trying npm install, which keeps to the lock file where it can');
    await npm('install', '--no-save');
  }
}

async function npm(...command) {
  const options = [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  if (script !== undefined && /\.c?js$/.test(script))
    await runCommand('Installing', [process.execPath, script, ...options]);
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
