/** Tests that need a browser: skipped, and seen to be, where there is none; with CI=true a failure. */
import { describe, it } from '@jest/globals';
import type { BrowserChoice } from '../../browser/browser-choice.js';
import type { BrowserProgram } from '../../browser/browser-source.js';
import { missingBrowser } from '../../browser/missing-browser.js';

/** Set before the first test, by find-browser.mjs. */
const choice = JSON.parse(process.env['TEST_BROWSER'] ?? '{"kind":"missing","tried":[]}') as BrowserChoice;

export function browserProgram(): BrowserProgram {
  if (choice.kind === 'missing') throw new Error('There is no browser');
  return choice.program;
}
export function describeInBrowser(name: string, body: () => void): void {
  if (choice.kind === 'found') return describe(name, body);
  const { fails, text } = missingBrowser(choice.tried, process.env);
  if (!fails) return describe.skip(name, body);
  describe(name, () => {
    it('has a browser to run in', () => {
      throw new Error(text);
    });
  });
}
