/** One picture of one page, in a browser window of its own. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { fileOf, type Shot } from './shots.js';

const SHOWN_WITHIN_MS = 15_000;
/** Graphs are laid out and drawn after their data came, in ms. */
const SETTLE_MS = 900;
const UNAVAILABLE = {
  title: 'Service Unavailable',
  status: 503,
  code: 'database_unavailable',
  detail: 'The database does not answer: start it, or correct DATABASE_URL',
};
const UNAUTHENTICATED = {
  title: 'Unauthorized',
  status: 401,
  code: 'unauthenticated',
  detail: 'This server needs an API key',
};
const ALL = '**/api/**';
const SESSION = '**/api/v1/session';

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
/** Who is asking is answered first: before that no page is shown. */
async function answerAsIn(page: Page, { state }: Shot): Promise<void> {
  if (state === 'signed_out') return refuse(page, SESSION, UNAUTHENTICATED);
  if (state === 'loading') await page.route(ALL, () => undefined);
  if (state === 'error') await refuse(page, ALL, UNAVAILABLE);
  await page.route(SESSION, (route) => route.continue());
}
async function refuse(page: Page, url: string, problem: { status: number }): Promise<void> {
  const body = JSON.stringify({ type: 'about:blank', ...problem });
  const answer = { status: problem.status, contentType: 'application/problem+json', body };
  await page.route(url, (route) => route.fulfill(answer));
}
async function untilShown(page: Page, { state, press }: Shot): Promise<void> {
  if (state === 'loading') await page.locator('main .skeleton').first().waitFor();
  else await page.getByRole('heading', { level: 1 }).waitFor();
  if (state === 'error') await page.getByRole('alert').first().waitFor();
  if (state === 'full') await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
  for (const name of press) await page.getByRole('button', { name }).first().click();
  await page.waitForTimeout(SETTLE_MS);
}
