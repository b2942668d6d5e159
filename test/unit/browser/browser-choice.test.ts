/** Which browser the pages are tried in, from what is there; nothing is started or installed here. */
import { describe, expect, it } from '@jest/globals';
import { chooseBrowser, type TrialStart } from '../../../browser/browser-choice.js';
import { program, type BrowserSource } from '../../../browser/browser-source.js';
import { debianBrowser } from '../../../browser/debian-browser.js';
import { installedBrowser, type Machine } from '../../../browser/installed-browser.js';
import { missingBrowser } from '../../../browser/missing-browser.js';
import { namedBrowser } from '../../../browser/named-browser.js';

const starts: TrialStart = async () => null;
const startsOnly =
  (...paths: string[]): TrialStart =>
  async ({ path }) =>
    paths.includes(path) ? null : 'libnss3.so is missing';

const holding = (...paths: string[]): Machine => ({
  platform: 'linux',
  env: { PATH: '/home/ann/bin:/usr/bin' },
  exists: (path) => paths.includes(path),
});
const source = (name: string, ...paths: string[]): BrowserSource => ({ name, find: async () => paths.map(program) });
const empty = (name: string, why: string): BrowserSource => ({ name, find: async () => why });

describe('the browser', () => {
  it('is the first of the sources in their order', async () => {
    const choice = await chooseBrowser([empty('a', 'not set'), source('b', '/b'), source('c', '/c')], starts);
    expect(choice).toEqual({ kind: 'found', source: 'b', program: { path: '/b', env: {} } });
  });
  it('is one that starts: what does not is passed over', async () => {
    const sources = [source('b', '/b/stub', '/b/real'), source('c', '/c')];
    expect(await chooseBrowser(sources, startsOnly('/b/real'))).toMatchObject({ program: { path: '/b/real' } });
    expect(await chooseBrowser(sources, startsOnly('/c'))).toMatchObject({ source: 'c', program: { path: '/c' } });
  });
  it('is asked for no further than needed', async () => {
    const asked: string[] = [];
    const late: BrowserSource = { name: 'late', find: async () => (asked.push('late'), [program('/late')]) };
    await chooseBrowser([source('first', '/first'), late], starts);
    expect(asked).toEqual([]);
  });
  it('is missing with every source and its reason', async () => {
    const failing: BrowserSource = { name: 'c', find: () => Promise.reject(new Error('no network\nstack')) };
    const sources = [empty('a', 'not set'), source('b', '/b'), failing];
    expect(await chooseBrowser(sources, startsOnly())).toEqual({
      kind: 'missing',
      tried: ['a: not set', 'b: /b does not start (libnss3.so is missing)', 'c: no network'],
    });
  });
});

describe('CHROMIUM_PATH', () => {
  it('comes before everything else', async () => {
    const sources = [namedBrowser({ CHROMIUM_PATH: '/mine' }), source('b', '/b')];
    expect(await chooseBrowser(sources, starts)).toMatchObject({ program: { path: '/mine' } });
  });
  it('is not replaced by another when it does not start', async () => {
    const sources = [namedBrowser({ CHROMIUM_PATH: '/mine' }), source('b', '/b')];
    const tried = ['CHROMIUM_PATH: /mine does not start (libnss3.so is missing)'];
    expect(await chooseBrowser(sources, startsOnly('/b'))).toEqual({ kind: 'missing', tried });
  });
  it('may be left out', async () => {
    expect(await chooseBrowser([namedBrowser({}), source('b', '/b')], starts)).toMatchObject({ source: 'b' });
  });
});

describe('an installed browser', () => {
  const pathsOn = async (machine: Machine) => {
    const found = await installedBrowser(machine).find();
    return typeof found === 'string' ? found : found.map(({ path }) => path);
  };
  it.each([
    ['a folder of PATH', holding('/home/ann/bin/google-chrome'), '/home/ann/bin/google-chrome'],
    ['its usual place', holding('/snap/bin/chromium'), '/snap/bin/chromium'],
    [
      'the applications of a Mac',
      { ...holding('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'), platform: 'darwin' as const },
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    [
      'the programs of Windows',
      {
        ...holding('C:\\Programs\\Google\\Chrome\\Application\\chrome.exe'),
        platform: 'win32' as const,
        env: { PATH: 'C:\\Windows', PROGRAMFILES: 'C:\\Programs' },
      },
      'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
    ],
  ])('is found in %s', async (_place, machine, path) => {
    expect(await pathsOn(machine)).toEqual([path]);
  });
  it('is Chromium before Chrome, and each path once', async () => {
    expect(await pathsOn(holding('/usr/bin/google-chrome', '/usr/bin/chromium'))).toEqual([
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
    ]);
  });
  it('is not there with the names that were looked for', async () => {
    expect(await pathsOn(holding())).toContain('none of chromium, chromium-browser, google-chrome');
  });
});

describe("Debian's package", () => {
  const administrator = (more = {}) => {
    const calls: string[] = [];
    const aptGet = async (...options: string[]) => void calls.push(options.join(' '));
    return { calls, isRoot: true, hasAptGet: true, aptGet, ...more };
  };
  it('is installed by root, after the lists were brought up to date', async () => {
    const root = administrator();
    expect(await debianBrowser(root).find()).toEqual([program('/usr/bin/chromium')]);
    expect(root.calls.map((call) => call.split(' ')[0])).toEqual(['update', 'install']);
  });
  it.each([
    ['another user', { isRoot: false }, 'only root may install it'],
    ['a machine without apt-get', { hasAptGet: false }, 'no apt-get here'],
  ])('is not installed by %s', async (_who, more, why) => {
    const other = administrator(more);
    expect(await debianBrowser(other).find()).toBe(why);
    expect(other.calls).toEqual([]);
  });
});

describe('without a browser', () => {
  const tried = ['CHROMIUM_PATH: not set'];
  it('continuous integration fails', () => {
    expect(missingBrowser(tried, { CI: 'true' })).toMatchObject({ fails: true });
  });
  it.each([[{}], [{ CI: 'false' }], [{ CI: '' }]])('%j skips the tests of the pages, and says so', (env) => {
    const { fails, text } = missingBrowser(tried, env);
    expect(fails).toBe(false);
    expect(text).toContain('SKIPPED');
  });
  it('the text names what was tried and a way out', () => {
    const { text } = missingBrowser(tried, {});
    expect(text).toContain('- CHROMIUM_PATH: not set');
    expect(text).toContain('set CHROMIUM_PATH');
  });
});
