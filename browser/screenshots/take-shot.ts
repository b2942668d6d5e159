/** One picture of one page, in a browser window of its own. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { fileOf, type Shot } from './shots.js';

const SHOWN_WITHIN_MS = 15_000;
/** Graphs are laid out and drawn after their data came, in ms. */
const SETTLE_MS = 900;
const PROBLEM = {
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  code: 'database_unavailable',
  detail: 'The database does not answer: start it, or correct DATABASE_URL',
};

export async function takeShot(browser: Browser, url: string, shot: Shot, folder: string): Promise<void> {
  const { width, height, theme } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    baseURL: url,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(SHOWN_WITHIN_MS);
  await answerAsIn(page, shot);
  await page.goto(shot.path);
  await untilShown(page, shot);
  await page.screenshot({ path: join(folder, fileOf(shot)), caret: 'hide' });
  await context.close();
}
async function answerAsIn(page: Page, { state }: Shot): Promise<void> {
  if (state === 'loading') await page.route('**/api/**', () => undefined);
  if (state !== 'error') return;
  const answer = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(PROBLEM) };
  await page.route('**/api/**', (route) => route.fulfill(answer));
}
async function untilShown(page: Page, { state, press }: Shot): Promise<void> {
  if (state === 'loading') await page.locator('main .skeleton').first().waitFor();
  else await page.getByRole('heading', { level: 1 }).waitFor();
  if (state === 'error') await page.getByRole('alert').first().waitFor();
  if (state === 'full') await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
  for (const name of press) await page.getByRole('button', { name }).first().click();
  await page.waitForTimeout(SETTLE_MS);
}
