/** Ten thousand steps on one page: it is watched while it runs, and used like any other. */
import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { gridDocument } from '../../browser/screenshots/shown-documents.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { heading, shows, untilLoaded } from './page-reading.js';

/** A worker at its limit may answer a question about its workflow too late; the page asks again, and goes on. */
const WORKER_IS_BUSY = [/503 \(Service Unavailable\)/, /Unexpected response code: 503/];
const ROWS = 100;
const WIDTH = 100;
/** A page that takes longer for something is felt to stall, in ms. */
const STALL_MS = 2_000;
const MOST_ELEMENTS = 6_000;

/** Counts from now on how long the page could not react, at worst. */
const WATCH_STALLS = `window.worst = 0; window.last = performance.now(); setInterval(() => {
  const now = performance.now(); window.worst = Math.max(window.worst, now - window.last - 50); window.last = now; }, 50)`;
const worstStall = (page: Page) => page.evaluate<number>('window.worst');
const elements = (page: Page) => page.evaluate<number>('document.getElementsByTagName("*").length');

describeInBrowser('an execution of 10,000 steps', () => {
  const dashboard = useDashboard();
  let id: string;
  beforeAll(async () => {
    const type = await dashboard.api.publish(gridDocument('ten_thousand', ROWS, WIDTH));
    id = await dashboard.api.start(type);
  }, 60_000);

  it('is followed while it runs, on a page that stays responsive', async () => {
    const { page, complaints } = await dashboard.open(`/executions/${id}`);
    complaints.expect(...WORKER_IS_BUSY);
    await shows(heading(page), 'Running');
    await page.evaluate(WATCH_STALLS);
    await page.getByRole('tab', { name: /^Steps/ }).click();
    await page.getByLabel('Name, number or function').fill('panel_9999');
    await page.getByRole('button', { name: /9999 panel_9999/ }).click();
    await shows(page.getByRole('complementary'), 'panel_9999');
    await page.getByRole('tab', { name: /^Events/ }).click();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await heading(page).filter({ hasText: 'Completed' }).waitFor({ timeout: 120_000 });
    expect(await worstStall(page)).toBeLessThan(STALL_MS);
    expect(await elements(page)).toBeLessThan(MOST_ELEMENTS);
  }, 180_000);
  it('is opened, and each of its parts, without ever drawing all of it', async () => {
    const { page } = await dashboard.open(`/executions/${id}`);
    await shows(heading(page), 'Completed');
    await page.evaluate(WATCH_STALLS);
    for (const name of ['Timeline', 'Steps', 'Events', 'Result', 'Graph']) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      await untilLoaded(page);
      expect({ name, few: (await elements(page)) < MOST_ELEMENTS }).toEqual({ name, few: true });
    }
    expect(await worstStall(page)).toBeLessThan(STALL_MS);
  }, 60_000);
});
