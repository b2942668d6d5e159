import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MINIMUM_SERVER_VERSION } from './temporal-version.js';

const run = promisify(execFile);

export type CliCheck = { kind: 'usable' } | { kind: 'unusable'; reason: string };

/** Runs `temporal --version`, which names the server inside: `temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)`. */
export async function checkCli(path: string): Promise<CliCheck> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    return judgeVersion(stdout);
  } catch (error) {
    return { kind: 'unusable', reason: `${path} does not run: ${(error as Error).message.split('\n')[0]}` };
  }
}

export function judgeVersion(output: string): CliCheck {
  const version = /Server (\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version === undefined) return { kind: 'unusable', reason: `its version cannot be read from "${output.trim()}"` };
  if (isAtLeast(version, MINIMUM_SERVER_VERSION)) return { kind: 'usable' };
  return { kind: 'unusable', reason: `its server ${version} is older than ${MINIMUM_SERVER_VERSION}` };
}

function isAtLeast(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, 'en', { numeric: true }) >= 0;
}
