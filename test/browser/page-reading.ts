/** What tests wait for and read on a page, by what a person sees or a screen reader says. */
import type { Locator, Page } from 'playwright-core';

/** Its heading is there, and nothing is being loaded any more. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
}
/** Waits until one of `place` shows the text. */
export async function shows(place: Locator, text: string | RegExp): Promise<void> {
  await place.filter({ hasText: text }).first().waitFor();
}
const LOOK_EVERY_MS = 50;
const LOOKS = 200;
/** Waits until a field has the text in it. */
export async function holds(field: Locator, text: string): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    if ((await field.inputValue()).includes(text)) return;
    await field.page().waitForTimeout(LOOK_EVERY_MS);
  }
  throw new Error(`The field does not hold ${text} but ${await field.inputValue()}`);
}
/** As somebody does who has no mouse. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Not reached by 150 presses of Tab');
}
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
