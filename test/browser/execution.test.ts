/** The page of one execution: watched while it runs, and acted on. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Execution } from '../../src/contracts/execution.js';
import { step } from '../e2e/api-client.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { heading, holds, shows, tabTo } from './page-reading.js';

describeInBrowser('an execution', () => {
  const dashboard = useDashboard();
  const closed = (id: string, status: Execution['status']) =>
    dashboard.api.until(id, (one) => one.status === status && one.completed_at !== null);
  const open = async (id: string, query = '') => (await dashboard.open(`/executions/${id}${query}`)).page;
  const node = (page: Page, name: string) => page.getByRole('button', { name });
  const dialog = (page: Page) => page.getByRole('dialog');

  describe('that runs', () => {
    it('is seen to come to its end, step by step, without a reload', async () => {
      const { api } = dashboard;
      const type = await api.publishSteps('watched', [
        step(1, 'demo.sleep', { seconds: 3 }),
        step(2, 'demo.sleep', { seconds: 2, value: '$step1.out_1.slept_seconds' }),
        step(3, 'demo.echo', { seen: '$step2.out_2.value' }),
      ]);
      const page = await open(await api.start(type));
      await page.evaluate('window.loadedOnce = true');
      await shows(heading(page), 'Running');
      await shows(node(page, '2 step_2'), 'Pending');
      await shows(node(page, '1 step_1'), 'Completed');
      await shows(node(page, '2 step_2'), 'Running');
      await shows(node(page, '3 step_3'), 'Completed');
      await shows(heading(page), /Completed.*100 %/);
      expect(await page.evaluate('window.loadedOnce')).toBe(true);
    });
    it('says what each step got, gave and needed for it', async () => {
      const { api } = dashboard;
      const retries = { error_handling: { retry_count: 2, base_delay_seconds: 0.1, jitter: false } };
      const type = await api.publishSteps('told', [
        step(1, 'demo.flaky', { fail_times: 1, message: 'Connection reset', value: 'from step one' }, retries),
        step(2, 'demo.echo', { got: '$step1.out_1.value' }),
      ]);
      const { execution_id } = await api.run(type);
      const page = await open(execution_id);
      await node(page, '1 step_1').click();
      const panel = page.getByRole('complementary');
      await shows(panel, 'from step one');
      await shows(panel, 'Connection reset');
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await shows(page.getByRole('tabpanel'), 'step_1');
      await page.getByRole('tab', { name: /^Events/ }).click();
      await shows(page.getByRole('tabpanel'), 'Step retrying');
      await shows(page.getByRole('tabpanel'), 'Execution ended');
      await page.getByRole('tab', { name: 'Result' }).click();
      await shows(page.getByRole('tabpanel'), 'from step one');
    });
    it('is paused, resumed and cancelled', async () => {
      const { api } = dashboard;
      const type = await api.publishSteps('long', [
        step(1, 'demo.sleep', { seconds: 4 }),
        step(2, 'demo.sleep', { seconds: 120, value: '$step1.out_1.slept_seconds' }),
      ]);
      const id = await api.start(type);
      const page = await open(id);
      await page.getByRole('button', { name: 'Pause' }).click();
      await shows(heading(page), 'Paused');
      await shows(node(page, '1 step_1'), 'Completed');
      expect((await api.read(id)).steps[1]?.status).toBe('pending');
      await page.getByRole('button', { name: 'Resume' }).click();
      await shows(node(page, '2 step_2'), 'Running');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await dialog(page).getByRole('button', { name: 'Cancel the execution' }).click();
      await shows(heading(page), 'Cancelled');
      await closed(id, 'cancelled');
    });
  });

  describe('that is parked', () => {
    const parked = async (label: string, more: Record<string, unknown> = {}) => {
      const type = await dashboard.api.publishSteps(label, [
        step(1, 'demo.flaky', { fail_times: 99, message: 'Load is missing', value: 0, ...more }),
        step(2, 'demo.echo', { got: '$step1.out_1.value' }),
      ]);
      return (await dashboard.api.run(type)).execution_id;
    };
    const failedStep = async (id: string) => {
      const page = await open(id, '?step=1');
      const panel = page.getByRole('complementary');
      await shows(panel, 'Load is missing');
      return { page, panel };
    };

    it('goes on when its failed step is retried with an input that a person edited', async () => {
      const id = await parked('edited');
      const { page, panel } = await failedStep(id);
      await panel.getByRole('button', { name: 'Retry' }).click();
      const editor = dialog(page).getByLabel('Input');
      await holds(editor, '"fail_times": 99');
      await editor.fill('{ "fail_times": 0, ');
      expect(
        await dialog(page)
          .getByRole('button', { name: /^Retry/ })
          .isDisabled(),
      ).toBe(true);
      await editor.fill('{ "fail_times": 0, "message": "Load is missing", "value": 42 }');
      await dialog(page).getByRole('button', { name: 'Retry with this input' }).click();
      await shows(heading(page), 'Completed');
      const { steps, output_data } = await closed(id, 'completed');
      expect(steps[0]).toMatchObject({ input_override: { fail_times: 0, value: 42 } });
      expect(output_data).toMatchObject({ out_2: { got: 42 } });
    });
    it('goes on with the output that a person gives its failed step', async () => {
      const id = await parked('completed_by_hand');
      const { page, panel } = await failedStep(id);
      await panel.getByRole('button', { name: 'Complete' }).click();
      await dialog(page).getByLabel('Output').fill('{ "value": "by hand" }');
      await dialog(page).getByRole('button', { name: 'Complete with this output' }).click();
      await shows(heading(page), 'Completed');
      expect((await closed(id, 'completed')).output_data).toMatchObject({ out_2: { got: 'by hand' } });
    });
    it('goes on without the step that a person skips', async () => {
      const id = await parked('skipped_by_hand');
      const { page, panel } = await failedStep(id);
      await panel.getByRole('button', { name: 'Skip' }).click();
      await dialog(page)
        .getByLabel(/reason|why/i)
        .fill('Not needed for this site');
      await dialog(page).getByRole('button', { name: /^Skip/ }).click();
      await shows(node(page, '1 step_1'), 'Skipped');
      expect((await dashboard.api.until(id, ({ completed_at }) => completed_at !== null)).steps[0]).toMatchObject({
        status: 'skipped',
        skip_reason: 'manual',
      });
    });
    it('is recovered with the keyboard alone', async () => {
      const id = await parked('by_keyboard');
      const { page, panel } = await failedStep(id);
      await tabTo(page, panel.getByRole('button', { name: 'Complete' }));
      await page.keyboard.press('Enter');
      const output = dialog(page).getByLabel('Output');
      await tabTo(page, output);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('{ "value": 1 }');
      await tabTo(page, dialog(page).getByRole('button', { name: 'Complete with this output' }));
      await page.keyboard.press('Enter');
      await closed(id, 'completed');
      await dialog(page).waitFor({ state: 'detached' });
    });
  });

  describe('that waits for a decision', () => {
    const waiting = async (label: string) => {
      const type = await dashboard.api.publishSteps(label, [step(1, 'demo.echo', { design_ok: false })]);
      return (await dashboard.api.run(type)).execution_id;
    };
    it('is approved', async () => {
      const id = await waiting('approved');
      const page = await open(id);
      await shows(heading(page), 'Awaiting approval');
      await page.getByRole('button', { name: 'Approve' }).click();
      await dialog(page).getByLabel('Notes').fill('Checked');
      await dialog(page).getByRole('button', { name: 'Approve' }).click();
      await shows(heading(page), 'Completed');
      expect((await closed(id, 'completed')).approval).toMatchObject({ notes: 'Checked' });
    });
    it('is rejected only with a reason', async () => {
      const id = await waiting('rejected');
      const page = await open(id);
      await page.getByRole('button', { name: 'Reject' }).click();
      const button = dialog(page).getByRole('button', { name: 'Reject' });
      expect(await button.isDisabled()).toBe(true);
      await dialog(page).getByLabel('Why').fill('Too slender');
      await button.click();
      await shows(heading(page), 'Rejected');
    });
  });

  it('that does not exist is said to be so', async () => {
    const { page, complaints } = await dashboard.open('/executions/no-such-id');
    complaints.expect(/404 \(Not Found\)/);
    await shows(page.getByRole('main'), 'There is no execution no-such-id');
  });
});
