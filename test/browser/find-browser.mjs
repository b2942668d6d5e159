/** Before the first test of a page: the browser is looked for once, and said to all tests through the environment. */
import { findBrowser } from '../../dist/browser/find-browser.js';
import { missingBrowser } from '../../dist/browser/missing-browser.js';

export default async function setUp() {
  const choice = await findBrowser((line) => console.log(line));
  if (choice.kind === 'missing') console.warn(`\n${missingBrowser(choice.tried, process.env).text}\n`);
  else console.log(`\nBrowser: ${choice.program.path} (${choice.source})`);
  process.env.TEST_BROWSER = JSON.stringify(choice);
}
