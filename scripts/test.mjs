/** npm test: set up, obtain Temporal, then every check as a stage of its own, and one line with the numbers at the end. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUpOrExit } from './setup.mjs';
import { CommandFailed, ROOT, runCommand } from './run-command.mjs';

const COVERAGE = join(ROOT, 'coverage');
/** Runs of jest, one after the other. What kills processes under load has the machine to itself. */
const RUNS = {
  jest: ['--ignoreProjects', 'record', 'kills', '--coverage'],
  kills: ['--selectProjects', 'kills', '--runInBand'],
};

const CODE = ['src', 'workflows', 'activities', 'web'];
const TYPED = ['tsconfig.json', 'web/tsconfig.json'];
const STAGES = [
  { name: 'temporal', run: obtainTemporal },
  { name: 'temporal for postgresql', run: obtainServerPrograms },
  { name: 'format', run: () => check('prettier', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  { name: 'lint', run: () => check('eslint', 'eslint/bin/eslint.js', '.') },
  { name: 'types', run: checkTypes },
  {
    name: 'architecture',
    run: () =>
      check(
        'depcruise',
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        ...CODE,
      ),
  },
  ...Object.keys(RUNS).map((name) => ({ name, run: () => runJest(name) })),
];

await setUpOrExit({ development: true });
const results = [];
for (const stage of STAGES) results.push(await runStage(stage));
report(results, Object.keys(RUNS).map(readJestReport));

async function runStage({ name, run }) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const failure = await run().then(
    () => null,
    (error) => error,
  );
  if (failure && !(failure instanceof CommandFailed)) console.error(failure.code ? failure.message : failure);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${failure ? 'failed' : 'passed'} in ${seconds} s`);
  return { name, passed: failure === null };
}

/** The tests that need a Temporal server find it in the cache then. */
async function obtainTemporal() {
  const { obtainTemporalCli } = await import('../dist/src/temporal/server/obtain-temporal.js');
  const { path, source } = await obtainTemporalCli({ env: process.env, progress: console.log });
  console.log(`${path} (${source})`);
}

/** What the tests of the production shape run on. After the CLI, whose build has compiled most of it. */
async function obtainServerPrograms() {
  const { obtainServerPrograms: obtain } = await import('../dist/cluster/server-programs.js');
  const { missingServer } = await import('../dist/cluster/missing-server.js');
  const result = await obtain({ env: process.env, progress: console.log });
  if (result.kind === 'found') return console.log(result.programs.folder);
  const { fails, text } = missingServer(result.reason, process.env);
  console.warn(text);
  if (fails) throw new CommandFailed(text);
}

async function checkTypes() {
  for (const settings of TYPED) await check('tsc', 'typescript/bin/tsc', '--noEmit', '-p', settings);
}

function check(label, script, ...options) {
  return runCommand(label, [process.execPath, join('node_modules', script), ...options]);
}

function reportOf(name) {
  return join(COVERAGE, `${name}-results.json`);
}

async function runJest(name) {
  rmSync(reportOf(name), { force: true });
  mkdirSync(COVERAGE, { recursive: true });
  const node = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'];
  const options = [...RUNS[name], '--json', `--outputFile=${reportOf(name)}`, ...process.argv.slice(2)];
  await runCommand(name, [process.execPath, ...node, 'node_modules/jest/bin/jest.js', ...options]);
}

function readJestReport(name) {
  try {
    return JSON.parse(readFileSync(reportOf(name), 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}

/** The numbers are jest's tests of all runs and one for each stage. What was skipped is said when there is something. */
function report(stages, reports) {
  const sumOf = (count) => reports.reduce((sum, one) => sum + one[count], 0);
  const [passed, failedTests, pending] = ['numPassedTests', 'numFailedTests', 'numPendingTests'].map(sumOf);
  const failing = stages.filter(({ passed }) => !passed);
  console.log(
    failing.length === 0 ? '\nAll stages passed' : `\nFailing stages: ${failing.map(({ name }) => name).join(', ')}`,
  );
  const failed = failedTests + failing.length;
  const skipped = pending > 0 ? `, ${pending} skipped` : '';
  console.log(`${passed + stages.length - failing.length} passed, ${failed} failed${skipped}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
