/** The dashboard in a real Chromium, on a platform in a process of its own. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../browser/launch-browser.js';
import type { ApiClient } from '../e2e/api-client.js';
import { Place, type PlatformProcess } from '../e2e/platform-process.js';
import { Complaints } from './complaints.js';
import { browserProgram } from './in-browser.js';

export interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}
interface Opened {
  context: BrowserContext;
  complaints: Complaints;
}
const SHOWN_WITHIN_MS = 10_000;
/** Starts what the pages are of; the process that serves them. */
export type StartsPlatform = (place: Place) => Promise<PlatformProcess>;

export class Dashboard {
  private place: Place | null = null;
  private process: PlatformProcess | null = null;
  private browser: Browser | null = null;
  private opened: Opened[] = [];

  constructor(private readonly startPlatform: StartsPlatform) {}

  get api(): ApiClient {
    return this.platform.api;
  }
  get platform(): PlatformProcess {
    if (this.process === null) throw new Error('The platform was not started');
    return this.process;
  }
  async start(): Promise<void> {
    this.place = await Place.make();
    this.process = await this.startPlatform(this.place);
    this.browser = await launchBrowser(browserProgram());
  }
  /** The next process on the same data and the same address. */
  async startAgain(): Promise<void> {
    const port = new URL(this.api.url).port;
    if (this.place) this.process = await this.place.start({ PORT: port });
  }
  /** A page in a window of its own; what it complains of fails the test that opened it. */
  async open(path: string, { width = 1280, height = 800, theme = 'light' }: Look = {}): Promise<OpenPage> {
    if (this.browser === null) throw new Error('The browser was not started');
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce',
      baseURL: this.api.url,
    });
    const complaints = await Complaints.listenTo(context);
    this.opened.push({ context, complaints });
    const page = await context.newPage();
    page.setDefaultTimeout(SHOWN_WITHIN_MS);
    await page.goto(path);
    return { page, complaints };
  }
  /** Closes all pages; what they complained of. */
  async closePages(): Promise<string[]> {
    const opened = this.opened;
    this.opened = [];
    for (const { context } of opened) await context.close();
    return opened.flatMap(({ complaints }) => complaints.unexpected);
  }
  async stop(): Promise<void> {
    await this.browser?.close();
    await this.place?.clear();
  }
}
export interface OpenPage {
  page: Page;
  complaints: Complaints;
}
/** For the tests of one file: started before the first, and no page may have complained after each. */
export function useDashboard(startPlatform: StartsPlatform = (place) => place.start()): Dashboard {
  const dashboard = new Dashboard(startPlatform);
  beforeAll(() => dashboard.start(), 120_000);
  afterEach(async () => expect(await dashboard.closePages()).toEqual([]));
  afterAll(() => dashboard.stop(), 90_000);
  return dashboard;
}
