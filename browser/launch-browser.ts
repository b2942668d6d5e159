/** Starts a Chromium for a test, a measurement or a picture. */
import { chromium, type Browser } from 'playwright-core';
import type { BrowserProgram } from './browser-source.js';

/** Nothing but this machine is asked for anything, and small shared memory does not matter. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];
const START_WITHIN_MS = 30_000;

export function launchBrowser({ path, env }: BrowserProgram): Promise<Browser> {
  const environment = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined);
  return chromium.launch({
    executablePath: path,
    args: ARGUMENTS,
    env: Object.fromEntries(environment) as Record<string, string>,
    timeout: START_WITHIN_MS,
  });
}
/** Null when it starts and shows a page, otherwise why not. */
export async function tryBrowser(program: BrowserProgram): Promise<string | null> {
  try {
    const browser = await launchBrowser(program);
    const page = await browser.newPage();
    await page.goto('data:text/html,<p>here</p>');
    await browser.close();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
/** The line in which the program itself says what is wrong, where there is one. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
  return lines.find((line) => /error while loading|cannot open|\[err\]/i.test(line)) ?? lines[0] ?? '';
}
