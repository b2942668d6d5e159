/** The browser of this machine; the tests, the benchmarks and the pictures all use this one. */
import { chooseBrowser, type BrowserChoice } from './browser-choice.js';
import { debianBrowser, thisAdministrator } from './debian-browser.js';
import { installedBrowser } from './installed-browser.js';
import { tryBrowser } from './launch-browser.js';
import { namedBrowser } from './named-browser.js';
import { packagedBrowser } from './packaged-browser.js';

/** `progress` gets a line when something takes long. */
export function findBrowser(progress: (line: string) => void): Promise<BrowserChoice> {
  const sources = [
    namedBrowser(process.env),
    installedBrowser(),
    packagedBrowser(),
    debianBrowser(thisAdministrator(progress)),
  ];
  return chooseBrowser(sources, tryBrowser);
}
