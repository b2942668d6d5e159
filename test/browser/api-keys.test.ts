/** The dashboard of a platform with API keys: signing in, what each role may do, a revoked key; and a silent worker. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { createKey, revokeKey } from '../../src/cli/keys.js';
import { DynexClient } from '../../src/client/dynex-client.js';
import type { AccessRole } from '../../src/contracts/session.js';
import { step } from '../e2e/api-client.js';
import { SplitPlatform } from '../e2e/split-platform.js';
import { seriousFindings } from './accessibility.js';
import { type Dashboard, useDashboard } from './dashboard.js';
import { describeInBrowser } from './in-browser.js';
import { heading, holds, shows, tabTo, untilLoaded } from './page-reading.js';

/** What Chromium logs of requests that are refused, on purpose. */
const REFUSED = /401 \(Unauthorized\)/;
const ROLES: [string, AccessRole][] = [
  ['vera', 'viewer'],
  ['olaf', 'operator'],
  ['ada', 'admin'],
  ['gone', 'operator'],
];
const field = (page: Page) => page.getByLabel('API key');
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const owner = (page: Page) => page.getByRole('region', { name: 'Your key' });
/** What a screen reader says of a button after its name. */
async function reasonOf(refused: Locator): Promise<string | null> {
  const id = (await refused.getAttribute('aria-describedby')) ?? '';
  return refused.page().locator(`[id="${id}"]`).textContent();
}

async function isRefused(page: Page, name: RegExp): Promise<void> {
  const refused = button(page, name).first();
  await refused.waitFor();
  await refused.press('Enter');
  expect([name, await reasonOf(refused)]).toEqual([name, expect.stringMatching(/^To .* takes the role/)]);
  expect(await page.getByRole('dialog').count()).toBe(0);
}

describeInBrowser('a platform with API keys', () => {
  const keys = new Map<string, string>();
  let keysFile: string;
  let split: SplitPlatform;
  const dashboard = useDashboard(async (place) => {
    keysFile = join(place.dataDir, 'keys.json');
    for (const [id, role] of ROLES) keys.set(id, await createKey(keysFile, { id, role }));
    split = await SplitPlatform.start(place, { both: { API_KEYS_FILE: keysFile } });
    return split.api;
  });
  const keyOf = (id: string) => keys.get(id) ?? '';
  const admin = () => new DynexClient({ base_url: dashboard.api.url, api_key: keyOf('ada') });
  async function giveKey(page: Page, key: string): Promise<void> {
    await field(page).fill(key);
    await signInButton(page).click();
  }
  async function openAs(id: string, path: string): Promise<Page> {
    const page = await openSignIn(dashboard, path);
    await giveKey(page, keyOf(id));
    await shows(owner(page), id);
    await untilLoaded(page);
    return page;
  }
  const publish = async (label: string, workflow_steps: unknown[]) => {
    const document = { deliverable_type: dashboard.api.newType(label), workflow_steps };
    return (await admin().workflows.publish(document as never)).deliverable_type;
  };
  let sleeper: string;
  let flaky: string;
  beforeAll(async () => {
    sleeper = await publish('sleeper', [
      step(1, 'demo.sleep', { seconds: 3 }),
      step(2, 'demo.echo', { got: '$step1' }),
    ]);
    flaky = await publish('flaky', [step(1, 'demo.fail', { message: 'Load is missing' })]);
  }, 60_000);
  const parked = async () => {
    const { execution_id, status } = await admin().start(flaky, {}, { wait_seconds: 50 });
    expect(status).toBe('failed');
    return execution_id;
  };

  describe('signing in', () => {
    it('can be done without sight or mouse in both themes, and fits into 400 px', async () => {
      const page = await openSignIn(dashboard, '/');
      expect(await page.title()).toBe('Sign in · Dynamic Executor');
      await shows(page.getByRole('main'), 'dynex keys create');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(100);
        expect(await seriousFindings(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 400, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
        false,
      );
      await page.keyboard.type(keyOf('vera'));
      await tabTo(page, signInButton(page));
      await page.keyboard.press('Enter');
      await shows(owner(page), 'vera');
    });
    it('says at the field what is wrong with a key, and takes the right one to the page that was asked for', async () => {
      const page = await openSignIn(dashboard, '/executions?status=failed');
      const main = page.getByRole('main');
      await signInButton(page).click();
      await shows(main.getByRole('alert'), 'Enter your API key');
      await giveKey(page, `dynex_vera_${'x'.repeat(43)}`);
      await shows(main.getByRole('alert'), 'This key is not accepted');
      expect(await field(page).getAttribute('aria-invalid')).toBe('true');
      expect(await field(page).and(page.locator(':focus')).count()).toBe(1);
      expect(await seriousFindings(page)).toEqual([]);
      await giveKey(page, ` ${keyOf('vera')} `);
      await shows(heading(page), 'Executions');
      expect(new URL(page.url()).search).toBe('?status=failed');
      await shows(owner(page), /vera.*viewer/);
    });
    it('lasts as long as the tab, and ends with signing out', async () => {
      const page = await openAs('vera', '/workflows');
      await page.reload();
      await shows(owner(page), 'vera');
      const second = await page.context().newPage();
      await second.goto('/workflows');
      await shows(heading(second), 'Sign in');
      await button(page, 'Sign out').click();
      await shows(page.getByRole('status'), 'You have signed out');
      await page.reload();
      await shows(heading(page), 'Sign in');
    });
    it('lasts on the device where that is chosen, until one tab signs out', async () => {
      const page = await openSignIn(dashboard, '/workflows');
      await page.getByLabel('Remember on this device').check();
      await giveKey(page, keyOf('olaf'));
      await shows(owner(page), 'olaf');
      const second = await page.context().newPage();
      await second.goto('/executions');
      await shows(owner(second), 'olaf');
      await button(second, 'Sign out').click();
      await shows(page.getByRole('status'), 'You have signed out in another tab');
    });
  });

  describe('a viewer', () => {
    it('sees everything, and is told at each button why it may not be pressed', async () => {
      const id = await parked();
      const page = await openAs('vera', `/executions/${id}?step=1`);
      const places: [string, RegExp[]][] = [
        [`/executions/${id}?step=1`, [/^Retry/, /^Cancel/]],
        ['/dead-letters', [/^Retry/]],
        ['/workflows', [/^Publish/, /^Run/]],
        [`/workflows/${sleeper}?tab=document`, [/^Edit as/, /^Deprecate/]],
        [`/workflows/${sleeper}?tab=run`, [/^Run version/]],
      ];
      for (const [path, names] of places) {
        await page.goto(path);
        for (const name of names) await isRefused(page, name);
      }
      await shows(
        page.getByRole('tabpanel'),
        'To run, recover or decide takes the role operator; the key vera has the role viewer',
      );
      expect(await seriousFindings(page)).toEqual([]);
      await page.goto('/audit');
      await shows(page.getByRole('main'), 'To read the audit takes the role operator');
      expect((await admin().executions.get(id)).status).toBe('failed');
    });
  });

  describe('an operator', () => {
    it('runs a workflow and sees it live over a WebSocket, which was opened with a ticket', async () => {
      const page = await openAs('olaf', `/workflows/${sleeper}?tab=run`);
      const sockets: string[] = [];
      page.on('websocket', (socket) => sockets.push(socket.url()));
      await button(page, /^Run version/).click();
      await page.waitForURL('**/executions/*');
      await shows(heading(page), 'Completed');
      expect(sockets).toEqual([expect.stringMatching(/\/api\/v1\/workflow\/stream\/.*ticket=/)]);
    });
    it('recovers what is parked, in its own name, and publishes nothing', async () => {
      const id = await parked();
      const page = await openAs('olaf', `/executions/${id}?step=1`);
      await button(page, 'Complete by hand').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Complete with this output' }).click();
      await shows(heading(page), 'Completed');
      await page.goto('/workflows');
      expect(await reasonOf(button(page, 'Publish a workflow').first())).toMatch(/takes the role admin/);
      await page.goto(`/audit?execution_id=${id}`);
      await shows(page.getByRole('row'), 'olaf');
      const download = page.waitForEvent('download');
      await button(page, 'Export NDJSON').click();
      expect((await download).suggestedFilename()).toBe('audit.ndjson');
    });
  });

  it('an admin publishes', async () => {
    const page = await openAs('ada', '/workflows');
    await button(page, 'Publish a workflow').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Begin with an example' }).click();
    await holds(page.getByRole('dialog').getByLabel('Document'), 'deliverable_type');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.waitForURL('**/workflows/*');
  });
  it('a key that is revoked while a page is open leads to signing in, and back to the page', async () => {
    const id = await parked();
    const page = await openAs('gone', `/executions/${id}?step=1`);
    await shows(page.getByRole('banner').getByRole('status'), 'Live');
    await revokeKey(keysFile, 'gone');
    await shows(heading(page), 'Sign in');
    await shows(page.getByRole('status'), 'The key gone is not accepted any more');
    await giveKey(page, keyOf('olaf'));
    await shows(owner(page), 'olaf');
    await shows(page.getByRole('complementary'), 'Load is missing');
    expect(new URL(page.url()).pathname).toBe(`/executions/${id}`);
  });
  it('what is shown while no worker answers is said to be what was stored last, until one does', async () => {
    const id = await parked();
    await split.killWorker();
    const page = await openSignIn(dashboard, `/executions/${id}`);
    await giveKey(page, keyOf('vera'));
    const main = page.getByRole('main');
    await main.getByText('No worker answers now').waitFor({ timeout: 60_000 });
    await shows(heading(page), 'Parked');
    expect(await seriousFindings(page)).toEqual([]);
    await split.startWorker();
    await main.getByText('No worker answers now').waitFor({ state: 'detached', timeout: 60_000 });
  }, 180_000);
});
async function openSignIn(dashboard: Dashboard, path: string): Promise<Page> {
  const { page, complaints } = await dashboard.open(path);
  complaints.expect(REFUSED);
  await shows(heading(page), 'Sign in');
  return page;
}
