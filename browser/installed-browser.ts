/** A Chromium or Chrome that is on this machine already: by its usual names on PATH, and at its usual places. */
import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { program, type BrowserSource } from './browser-source.js';

export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  exists(path: string): boolean;
}
export const thisMachine = (): Machine => ({ platform: process.platform, env: process.env, exists: existsSync });

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const WINDOWS_APPS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];
const UNIX_PLACES = ['/usr/bin', '/usr/local/bin', '/usr/lib/chromium', '/snap/bin', '/opt/google/chrome'];

export const installedBrowser = (machine: Machine = thisMachine()): BrowserSource => ({
  name: 'an installed one',
  async find() {
    const paths = [...new Set([...onPath(machine), ...atUsualPlaces(machine)])].filter((path) => machine.exists(path));
    return paths.length > 0 ? paths.map(program) : `none of ${NAMES.join(', ')} on PATH or at its usual place`;
  },
});
function onPath({ platform, env }: Machine): string[] {
  const [{ join, delimiter }, ending] = platform === 'win32' ? [win32, '.exe'] : [posix, ''];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}
function atUsualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') return ['/Applications', `${env['HOME']}/Applications`].flatMap(macApps);
  if (platform !== 'win32') return UNIX_PLACES.flatMap((folder) => NAMES.map((name) => posix.join(folder, name)));
  const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
  return roots.flatMap((root) => (root ? WINDOWS_APPS.map((parts) => win32.join(root, ...parts)) : []));
}
const macApps = (folder: string): string[] => MAC_APPS.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`);
