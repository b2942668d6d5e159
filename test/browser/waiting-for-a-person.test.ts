/** What waits for a person, decided on the pages that list it. */
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Execution } from '../../src/contracts/execution.js';
import { step } from '../e2e/api-client.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { shows, tabTo, untilLoaded } from './page-reading.js';

/** Lists are read anew sooner after an event. */
const LIST_READ_AGAIN_MS = 2_500;

describeInBrowser('what waits for a person', () => {
  const dashboard = useDashboard();
  const closed = (id: string, status: Execution['status']) =>
    dashboard.api.until(id, (one) => one.status === status && one.completed_at !== null);

  describe('approvals', () => {
    let risky: string;
    const card = (page: Page, id: string): Locator => page.getByRole('article', { name: id });
    const waiting = async () => (await dashboard.api.run(risky)).execution_id;
    beforeAll(async () => {
      risky = await dashboard.api.publishSteps('risky', [step(1, 'demo.echo', { design_ok: false })]);
    }, 30_000);

    it('one is approved with notes, and its execution completes', async () => {
      const id = await waiting();
      const { page } = await dashboard.open('/approvals');
      await card(page, id).getByLabel('Notes').fill('Seen by the checker');
      await card(page, id).getByRole('button', { name: 'Approve' }).click();
      await shows(card(page, id), /Approved; the execution is now/);
      expect((await closed(id, 'completed')).approval).toMatchObject({
        status: 'approved',
        notes: 'Seen by the checker',
      });
      await page.getByRole('tab', { name: /^Approved/ }).click();
      await shows(card(page, id), 'Seen by the checker');
    });
    it('what was decided stays in sight, also when the list hears of it before the answer is here', async () => {
      const id = await waiting();
      const { page } = await dashboard.open('/approvals');
      await page.route('**/approve', async (route) => {
        const response = await route.fetch();
        await closed(id, 'completed');
        await delay(LIST_READ_AGAIN_MS);
        await route.fulfill({ response });
      });
      await card(page, id).getByRole('button', { name: 'Approve' }).click();
      await shows(card(page, id), /Approved; the execution is now/);
    });
    it('one is rejected only with a reason', async () => {
      const id = await waiting();
      const { page } = await dashboard.open('/approvals');
      await card(page, id).getByRole('button', { name: 'Reject' }).click();
      await shows(card(page, id).getByRole('alert'), 'Say why it is rejected');
      expect((await dashboard.api.read(id)).status).toBe('awaiting_approval');
      await card(page, id).getByLabel('Notes').fill('The utilisation is above 1');
      await card(page, id).getByRole('button', { name: 'Reject' }).click();
      expect((await closed(id, 'rejected')).approval).toMatchObject({ status: 'rejected' });
    });
    it('one that comes while the page is open appears by itself', async () => {
      const { page } = await dashboard.open('/approvals');
      await untilLoaded(page);
      await card(page, await waiting()).waitFor();
    });
    it('one is approved with the keyboard alone', async () => {
      const id = await waiting();
      const { page } = await dashboard.open('/approvals');
      await card(page, id).waitFor();
      await tabTo(page, card(page, id).getByLabel('Notes'));
      await page.keyboard.type('By keyboard');
      await tabTo(page, card(page, id).getByRole('button', { name: 'Approve' }));
      await page.keyboard.press('Enter');
      expect((await closed(id, 'completed')).approval).toMatchObject({ status: 'approved', notes: 'By keyboard' });
    });
  });

  describe('dead letters', () => {
    it('those that are chosen are retried together, and each says what came of it', async () => {
      const once = { fail_times: 1, message: 'The service was being restarted', error_type: 'ServiceRestarted' };
      const type = await dashboard.api.publishSteps('parks_once', [step(1, 'demo.flaky', { ...once, value: 7 })]);
      const ids = await Promise.all([0, 1, 2].map(async () => (await dashboard.api.run(type)).execution_id));
      const { page } = await dashboard.open(`/dead-letters?deliverable_type=${type}`);
      await page.getByRole('checkbox', { name: 'Choose all of this page' }).check();
      await page.getByRole('checkbox', { name: ids[2] ?? '' }).uncheck();
      await shows(page.getByRole('status'), 'Chosen: 2 executions');
      await page.getByRole('button', { name: 'Retry …' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Retry', exact: true }).click();
      await shows(page.getByRole('status'), '2 of 2 executions tried again');
      for (const id of ids.slice(0, 2)) await closed(id, 'completed');
      expect((await dashboard.api.read(ids[2] ?? '')).dead_letter).not.toBeNull();
      await page.getByRole('checkbox', { name: ids[0] ?? '' }).waitFor({ state: 'detached' });
      expect(await page.getByRole('checkbox', { name: ids[2] ?? '' }).isVisible()).toBe(true);
    });
    it('are found by their error, and lead to the step that failed', async () => {
      const lost = { message: 'No such drawing', error_type: 'DrawingMissing' };
      const type = await dashboard.api.publishSteps('lost', [step(1, 'demo.fail', lost)]);
      const { execution_id } = await dashboard.api.run(type);
      const { page } = await dashboard.open('/dead-letters');
      await page.getByLabel('Error type').fill('DrawingMissing');
      await page.getByLabel('Error type').press('Enter');
      await shows(page.getByRole('status'), '1 dead letter');
      await page.getByRole('link', { name: '1 step_1' }).first().click();
      await page.waitForURL(`**/executions/${execution_id}?step=1`);
      await shows(page.getByRole('main'), 'No such drawing');
    });
  });

  it('the audit names who did what to an execution', async () => {
    const type = await dashboard.api.publishSteps('paused', [step(1, 'demo.sleep', { seconds: 60 })]);
    const id = await dashboard.api.start(type);
    await dashboard.api.post(`/executions/${id}/cancel`);
    await closed(id, 'cancelled');
    const { page } = await dashboard.open('/audit');
    await page.getByLabel('Execution', { exact: true }).fill(id);
    await page.getByLabel('Execution', { exact: true }).press('Enter');
    const entries = page.getByRole('table');
    await shows(entries, 'command_cancel');
    await shows(entries, 'execution_started');
    await shows(entries, 'execution_cancelled');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export NDJSON' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('audit.ndjson');
  });
});
