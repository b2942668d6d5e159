/** npm run bench: the benchmarks, which print ratios. Arguments are passed on. */
import { setUpOrExit } from './setup.mjs';
import { CommandFailed, runCommand } from './run-command.mjs';

await setUpOrExit({ development: true });
try {
  await runCommand('Benchmarks', ['dist/bench/index.js', ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.exitCode = 1;
}
