/** Debian's package, where this process may install it. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { program, type BrowserSource } from './browser-source.js';

const INSTALL = [
  ['update', '--quiet'],
  ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium'],
];
const PROGRAM = '/usr/bin/chromium';
const EACH_WITHIN_MS = 300_000;

export interface Administrator {
  isRoot: boolean;
  hasAptGet: boolean;
  /** @throws what the command said, when it fails */
  aptGet(...options: string[]): Promise<void>;
}
export const thisAdministrator = (progress: (line: string) => void): Administrator => ({
  isRoot: process.getuid?.() === 0,
  hasAptGet: existsSync('/usr/bin/apt-get'),
  async aptGet(...options) {
    progress(`Browser: apt-get ${options.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await promisify(execFile)('/usr/bin/apt-get', options, { env, timeout: EACH_WITHIN_MS });
  },
});
export const debianBrowser = (administrator: Administrator): BrowserSource => ({
  name: "Debian's package",
  async find() {
    if (!administrator.hasAptGet) return 'no apt-get here';
    if (!administrator.isRoot) return 'only root may install it';
    for (const options of INSTALL) await administrator.aptGet(...options);
    return [program(PROGRAM)];
  },
});
