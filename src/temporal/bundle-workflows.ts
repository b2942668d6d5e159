/** Made by the build, not at start-up: the sandbox code as one file. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { WORKFLOW_BUNDLE } from './workflow-bundle.js';

const WORKFLOWS = fileURLToPath(new URL('../../workflows/run-plan.workflow.js', import.meta.url));
const INTERCEPTORS = ['query-answers.js', 'trace-headers.js'].map((file) =>
  fileURLToPath(new URL(`../../workflows/${file}`, import.meta.url)),
);

/**
 * Loaded once a worker and shared by all executions: the interpreter and what it stands on are pure and keep nothing of an
 * execution in a module. Loading them anew for each one cost about 2 ms in a CPU profile.
 */
const SHARED = [fileURLToPath(new URL('../../workflows/plan-runner.js', import.meta.url))];

export async function bundleWorkflows(): Promise<void> {
  const quiet = {
    log() {},
    trace() {},
    debug() {},
    info() {},
    warn() {},
    error: (message: string) => process.stderr.write(`${message}\n`),
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    workflowInterceptorModules: INTERCEPTORS,
    preloadModules: SHARED,
    logger: quiet,
  });
  await writeFile(WORKFLOW_BUNDLE, code);
}
if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleWorkflows();
