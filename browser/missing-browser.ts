/** What is said, and what happens, where no browser was found. */
export interface MissingBrowser {
  /** Continuous integration must not pass without having tried the pages. */
  fails: boolean;
  text: string;
}
export function missingBrowser(tried: string[], env: NodeJS.ProcessEnv): MissingBrowser {
  const fails = env['CI'] === 'true';
  const effect = fails ? 'With CI=true that is a failure' : 'The tests of the pages are SKIPPED';
  const lines = tried.map((line) => `  - ${line}`);
  const wayOut = 'Install Chromium or Chrome, or set CHROMIUM_PATH to one.';
  return { fails, text: ['No browser was found.', ...lines, `${effect}. ${wayOut}`].join('\n') };
}
