/** npm run simulate: executions of random documents through random faults, each following from its seed. Arguments are passed on. */
import { setUpOrExit } from './setup.mjs';
import { CommandFailed, runCommand } from './run-command.mjs';

await setUpOrExit({ development: false });
try {
  await runCommand('Simulation', ['dist/simulation/index.js', ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  process.exitCode = 1;
}
