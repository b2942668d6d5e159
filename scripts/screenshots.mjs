/** npm run screenshots: a picture of each page of the dashboard, in docs/screenshots/. */
import { setUpOrExit } from './setup.mjs';
import { CommandFailed, runCommand } from './run-command.mjs';

await setUpOrExit({ development: true });
try {
  await runCommand('Screenshots', ['dist/browser/screenshots/index.js', ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.exitCode = 1;
}
