/** `npm run screenshots [name …]`: all pictures, or those whose names begin so, of a platform that is started for them. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startPlatformProcess } from '../../bench/platform-process.js';
import { freePort } from '../../src/process/free-port.js';
import { projectRoot } from '../../src/process/project-root.js';
import { findBrowser } from '../find-browser.js';
import { launchBrowser } from '../launch-browser.js';
import { fillPlatform } from './filled-platform.js';
import { EMPTY_SHOTS, fileOf, fullShots, type Shot } from './shots.js';
import { takeShot } from './take-shot.js';

const FOLDER = join(projectRoot(), 'docs', 'screenshots');

const isWanted = ({ name }: Shot): boolean => {
  const asked = process.argv.slice(2);
  return asked.length === 0 || asked.some((start) => name.startsWith(start));
};
async function takeAll(browser: Browser, url: string, shots: Shot[]): Promise<void> {
  for (const shot of shots.filter(isWanted)) {
    await takeShot(browser, url, shot, FOLDER);
    const { size } = await stat(join(FOLDER, fileOf(shot)));
    console.log(`${fileOf(shot)} (${Math.round(size / 1024)} KB)`);
  }
}
async function run(): Promise<void> {
  const choice = await findBrowser(console.log);
  if (choice.kind === 'missing') throw new Error(`No browser was found: ${choice.tried.join('; ')}`);
  await mkdir(FOLDER, { recursive: true });
  const platform = await startPlatformProcess(await freePort());
  const browser = await launchBrowser(choice.program);
  try {
    await takeAll(browser, platform.url, EMPTY_SHOTS);
    await takeAll(browser, platform.url, fullShots(await fillPlatform(platform.url)));
  } finally {
    await browser.close();
    await platform.stop();
  }
}
await run();
