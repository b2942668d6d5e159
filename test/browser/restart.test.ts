/** The server goes away and comes back while somebody looks. */
import { expect, it } from '@jest/globals';
import { step } from '../e2e/api-client.js';
import { useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { heading, shows } from './page-reading.js';

/** What Chromium logs of requests that nobody answers, and of those that the starting server refuses. */
const UNANSWERED = [/net::ERR_/, /WebSocket connection to/, /503 \(Service Unavailable\)/];

describeInBrowser('after a kill -9 of the platform', () => {
  const dashboard = useDashboard();

  it('the page says that it reconnects, and goes on by itself to the end when the platform is back', async () => {
    const { api } = dashboard;
    const type = await api.publishSteps('outlives', [
      step(1, 'demo.sleep', { seconds: 1 }),
      step(2, 'demo.sleep', { seconds: 6, value: '$step1.out_1.slept_seconds' }),
      step(3, 'demo.echo', { seen: '$step2.out_2.value' }),
    ]);
    const id = await api.start(type);
    const { page, complaints } = await dashboard.open(`/executions/${id}`);
    complaints.expect(...UNANSWERED);
    await page.evaluate('window.loadedOnce = true');
    await shows(page.getByRole('button', { name: '2 step_2' }), 'Running');
    const connection = page.getByRole('banner').getByRole('status');
    await shows(connection, 'Live');

    await dashboard.platform.kill('SIGKILL');
    await shows(connection, 'Reconnecting');
    await shows(page.getByRole('button', { name: '1 step_1' }), 'Completed');

    await dashboard.startAgain();
    await shows(connection, 'Live');
    await shows(heading(page), 'Completed');
    await shows(page.getByRole('button', { name: '3 step_3' }), 'Completed');
    expect(await page.evaluate('window.loadedOnce')).toBe(true);
  }, 120_000);
  it('a list that was open follows again', async () => {
    const { api } = dashboard;
    const type = await api.publishSteps('comes_later', [step(1, 'demo.echo', {})]);
    const { page, complaints } = await dashboard.open(`/executions?deliverable_type=${type}`);
    complaints.expect(...UNANSWERED);
    await shows(page.getByRole('main'), 'No execution matches these filters');

    await dashboard.platform.kill('SIGKILL');
    await shows(page.getByRole('banner').getByRole('status'), 'Reconnecting');
    await dashboard.startAgain();
    await shows(page.getByRole('banner').getByRole('status'), 'Live');
    const { execution_id } = await dashboard.api.run(type);
    await page.getByRole('link', { name: execution_id }).first().waitFor();
  }, 120_000);
});
