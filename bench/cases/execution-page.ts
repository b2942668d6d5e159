/** The page of an execution in a real browser: from its address to what it shows, and from a click to its effect. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findBrowser } from '../../browser/find-browser.js';
import { launchBrowser } from '../../browser/launch-browser.js';
import { ms, told, type BenchCase, type BenchResult } from '../bench-case.js';
import { fastGrid, type Grid } from '../documents.js';
import { median } from '../measure.js';
import type { PlatformClient } from '../platform-client.js';

const SIZES: readonly Grid[] = [
  { levels: 2, width: 5 },
  { levels: 10, width: 100 },
  { levels: 100, width: 100 },
];
const ROUNDS = 5;
const LOOK_EVERY_MS = 100;
/** The graph is drawn, and nothing is being loaded any more. */
const SHOWN = `document.querySelector('h1 .status-badge') && document.querySelector('.react-flow__node, .level-map')
  && !document.querySelector('main .skeleton')`;
/** Measured by the page itself, from the beginning of its navigation to the frame in which all of it is there. */
const TELL_WHEN_SHOWN = `new MutationObserver((_, observer) => {
  if (!(${SHOWN})) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAfter = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;
/** From a click to the second frame after it, in which its effect is drawn. */
const CLICK = (selector: string) => `new Promise((resolve) => {
  const began = performance.now();
  document.querySelector(${JSON.stringify(selector)}).click();
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
})`;
const TABS = ['timeline', 'steps', 'events', 'graph'];

interface PageTimes {
  cold: number[];
  warm: number[];
  tab: number[];
  step: number[];
}
export const executionPage: BenchCase = async (services) => {
  const choice = await findBrowser(console.log);
  if (choice.kind === 'missing') throw new Error(`No browser: ${choice.tried.join('; ')}`);
  const platform = await services.platform();
  const browser = await launchBrowser(choice.program);
  const all: [Grid, PageTimes][] = [];
  try {
    for (const size of SIZES) all.push([size, await measureSize(browser, platform, size)]);
  } finally {
    await browser.close();
  }
  return all.flatMap(([size, times]) => lines(size, times, all[0]?.[1] ?? times));
};
async function measureSize(browser: Browser, platform: PlatformClient, size: Grid): Promise<PageTimes> {
  const type = `bench_page_${size.levels * size.width}`;
  await platform.publish(fastGrid(type, size));
  await platform.runLong(type, { load: 1 });
  const address = platform.pageOf(await platform.newest(type));
  const times: PageTimes = { cold: [], warm: [], tab: [], step: [] };
  for (let round = 0; round < ROUNDS; round += 1) await measureRound(browser, address, times);
  return times;
}
async function measureRound(browser: Browser, address: string, times: PageTimes): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(TELL_WHEN_SHOWN);
  const page = await context.newPage();
  times.cold.push(await open(page, address));
  times.warm.push(await openAnew(context, address));
  for (const tab of TABS) times.tab.push(await page.evaluate<number>(CLICK(`[role=tab][id$="-${tab}"]`)));
  await page.evaluate(CLICK('[role=tab][id$="-steps"]'));
  for (const nth of [1, 2, 3]) times.step.push(await page.evaluate<number>(CLICK(nthStep(nth))));
  await context.close();
}
const nthStep = (nth: number): string => `.virtual-list-row:nth-child(${nth}) .step-list-row`;

async function open(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  for (;;) {
    const shownAfter = await page.evaluate<number | null>('window.shownAfter ?? null');
    if (shownAfter !== null) return shownAfter;
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
}
async function openAnew(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const shownAfter = await open(page, address);
  await page.close();
  return shownAfter;
}
function lines({ levels, width }: Grid, times: PageTimes, smallest: PageTimes): BenchResult[] {
  const steps = `${(levels * width).toLocaleString('en-US')} steps`;
  const compared = (kind: keyof PageTimes) => `10 steps ${ms(median(smallest[kind]))}`;
  const line = (name: string, kind: keyof PageTimes) => {
    const value = median(times[kind]);
    return told(name, ms(value), compared(kind), value / median(smallest[kind]));
  };
  return [
    line(`execution page of ${steps}: first load`, 'cold'),
    line('  again, files in the cache', 'warm'),
    line('  a tab, from click to picture', 'tab'),
    line('  a step, from click to picture', 'step'),
  ];
}
