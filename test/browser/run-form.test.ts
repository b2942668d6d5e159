/** The form that runs a workflow, made from its input schema. */
import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ExecutionRow } from '../../src/contracts/execution.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { heading, holds, shows, tabTo } from './page-reading.js';

const REFUSED = /422 \(Unprocessable/;

describeInBrowser('the form of a workflow', () => {
  const dashboard = useDashboard();
  beforeAll(async () => void (await dashboard.api.publishExample('design-five-steps.json')), 30_000);

  const open = () => dashboard.open('/workflows/design_five_steps?tab=run');
  const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
  const runButton = (page: Page) => page.getByRole('button', { name: /^Run version/ });
  const started = async () => {
    const { body } = await dashboard.api.get<{ items: ExecutionRow[] }>(
      '/executions?deliverable_type=design_five_steps',
    );
    return body.items.length;
  };
  async function seenToComplete(page: Page): Promise<string> {
    await page.waitForURL('**/executions/*');
    await shows(heading(page), 'Completed');
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }

  it('begins with the defaults, says the units, and is run as it is', async () => {
    const { page } = await open();
    await holds(field(page, 'span'), '5');
    await holds(field(page, 'depth'), '360');
    await shows(page.getByRole('tabpanel'), 'kN/m');
    await runButton(page).click();
    const id = await seenToComplete(page);
    expect((await dashboard.api.read(id)).input_data).toMatchObject({ span: 5, depth: 360 });
  });
  it('shows what does not fit at its field, and starts nothing', async () => {
    const before = await started();
    const { page, complaints } = await open();
    complaints.expect(REFUSED);
    await field(page, 'span').fill('50');
    await field(page, 'width').fill('1');
    await runButton(page).click();
    await shows(page.getByRole('alert'), /2 values do not fit/);
    for (const [name, bound] of [
      ['span', '30'],
      ['width', '40'],
    ] as const) {
      expect(await field(page, name).getAttribute('aria-invalid')).toBe('true');
      const error = ((await field(page, name).getAttribute('aria-describedby')) ?? '').split(' ').at(-1) ?? '';
      expect(await page.locator(`id=${error}`).textContent()).toContain(bound);
    }
    expect(await field(page, 'depth').getAttribute('aria-invalid')).toBe('false');
    expect(await started()).toBe(before);

    await field(page, 'span').fill('6');
    await field(page, 'width').fill('160');
    await runButton(page).click();
    const id = await seenToComplete(page);
    expect((await dashboard.api.read(id)).input_data).toMatchObject({ span: 6, width: 160, depth: 360 });
  });
  it('is filled in and sent with the keyboard alone', async () => {
    const { page } = await open();
    await runButton(page).waitFor();
    await tabTo(page, field(page, 'span'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    const id = await seenToComplete(page);
    expect((await dashboard.api.read(id)).input_data).toMatchObject({ span: 7 });
  });
});
