/** What holds for every page, on a platform with work under way, work that waits for a person, and a past. */
import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fillPlatform, type ShownExecutions } from '../../browser/screenshots/filled-platform.js';
import { seriousFindings } from './accessibility.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { untilLoaded } from './page-reading.js';

type PathOf = (ids: ShownExecutions) => string;
const PAGES: [string, RegExp, PathOf][] = [
  ['overview', /^Overview/, () => '/'],
  ['workflows', /^Workflows/, () => '/workflows'],
  ['workflow: graph', /footing|foundation/i, () => '/workflows/foundation_design?tab=graph'],
  ['workflow: run', /footing|foundation/i, () => '/workflows/foundation_design?tab=run'],
  ['workflow: versions', /beam|design_five_steps/i, () => '/workflows/design_five_steps?tab=versions'],
  ['workflow: statistics', /bridge/i, () => '/workflows/bridge_assessment?tab=statistics'],
  ['workflow: document', /bridge/i, () => '/workflows/bridge_assessment?tab=document'],
  ['workflow: findings', /bridge/i, () => '/workflows/bridge_assessment?tab=findings'],
  ['executions', /^Executions/, () => '/executions'],
  ['execution: completed', /bridge_assessment|bridge/i, (ids) => `/executions/${ids.completed}`],
  ['execution: running', /load_test|load test/i, (ids) => `/executions/${ids.running}`],
  ['execution: parked', /soil_report|soil/i, (ids) => `/executions/${ids.parked}`],
  ['execution: awaiting approval', /pier_design|pier/i, (ids) => `/executions/${ids.approval}`],
  ['execution: 1,000 steps', /facade/i, (ids) => `/executions/${ids.thousand}`],
  ['dead letters', /^Dead letters/, () => '/dead-letters'],
  ['approvals', /^Approvals/, () => '/approvals'],
  ['audit', /^Audit/, () => '/audit'],
  ['no page', /^Not found/, () => '/elsewhere'],
];
/** The colours change with the next frame. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForTimeout(100);
}
const widerThanItsWindow = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describeInBrowser('every page', () => {
  const dashboard = useDashboard();
  let ids: ShownExecutions;
  beforeAll(async () => (ids = await fillPlatform(dashboard.api.url)), 120_000);

  it.each(PAGES)(
    '%s: has its title, can be used without sight or mouse in both themes, fits into 400 px',
    async (_name, title, pathOf) => {
      const { page } = await dashboard.open(pathOf(ids));
      await untilLoaded(page);
      expect(await page.title()).toMatch(title);
      expect(await page.title()).toMatch(/ · Dynamic Executor$/);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      for (const colorScheme of ['light', 'dark'] as const) {
        await showIn(page, colorScheme);
        expect({ colorScheme, findings: await seriousFindings(page) }).toEqual({ colorScheme, findings: [] });
      }
      await page.setViewportSize({ width: 400, height: 800 });
      expect(await seriousFindings(page)).toEqual([]);
      expect(await widerThanItsWindow(page)).toBe(false);
      await page.setViewportSize({ width: 2560, height: 1280 });
      expect(await widerThanItsWindow(page)).toBe(false);
    },
  );

  it('a script and a style that get into a page are refused, and seen', async () => {
    const { page, complaints } = await dashboard.open('/');
    complaints.expect(/Content Security Policy/, /^policy: /);
    await page.evaluate(`for (const [name, text] of [['script', 'window.ran = true'], ['style', 'body { color: red }']])
      document.body.append(Object.assign(document.createElement(name), { textContent: text }))`);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(complaints.all.join()).toMatch(/policy: script-src-elem.*policy: style-src-elem/s);
  });
  it('the reference of the API at /docs runs under its policy', async () => {
    const { page } = await dashboard.open('/docs');
    await page.locator('.opblock').first().waitFor();
    await page.getByRole('button', { name: 'Authorize' }).waitFor();
  });
});
