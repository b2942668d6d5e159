/**
 * The Chromium in the npm package @sparticuz/chromium, with the libraries and fonts that it needs.
 *
 * The package unpacks itself into the folder for temporary files, where half of it may lie while another process is at it
 * still. So it unpacks in a process of its own into a new folder in the user's cache, which gets its name when it is whole.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { userCacheFolder } from '../src/process/user-cache.js';
import { projectRoot } from '../src/process/project-root.js';
import type { BrowserProgram, BrowserSource } from './browser-source.js';

const PACKAGE = '@sparticuz/chromium';
const UNPACK = `import('${PACKAGE}').then(({ default: chromium }) => chromium.executablePath())`;
/** Its libraries are unpacked only where it believes that it runs in this environment. */
const WITH_LIBRARIES = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
const UNPACK_WITHIN_MS = 120_000;
const FONTS = 'fonts.conf';

export const packagedBrowser = (env: NodeJS.ProcessEnv = process.env): BrowserSource => ({
  name: `the npm package ${PACKAGE}`,
  async find() {
    if (process.platform !== 'linux' || process.arch !== 'x64') return `only for Linux on x64`;
    const version = await installedVersion();
    if (version === null) return 'not installed';
    const folder = join(userCacheFolder(env), 'dynamic-executor', 'chromium', version);
    if (!existsSync(folder)) await unpackInto(folder, env);
    return [programIn(folder)];
  },
});
function programIn(folder: string): BrowserProgram {
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, FONTS) };
  return { path: join(folder, 'chromium'), env };
}
async function installedVersion(): Promise<string | null> {
  const manifest = join(projectRoot(), 'node_modules', PACKAGE, 'package.json');
  if (!existsSync(manifest)) return null;
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}
async function unpackInto(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const unpacked = await mkdtemp(`${folder}-`);
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: projectRoot(),
      env: { ...env, ...WITH_LIBRARIES, TMPDIR: unpacked },
      timeout: UNPACK_WITHIN_MS,
    });
    await writeFile(join(unpacked, FONTS), fontSettings(folder));
    await rename(unpacked, folder);
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
/** The fonts of the package beside those of this machine: its own settings know only folders of its usual environment. */
const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
