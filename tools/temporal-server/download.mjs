/**
 * node download.mjs <folder> <version>: fetches the Temporal CLI by the Temporal SDK's official download.
 * The SDK has no call for the download alone: it starts the server once, in memory, and stops it again.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [folder, version] = process.argv.slice(2);
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder, version, ttl: '365 days' } },
  });
  await environment.teardown();
} catch (error) {
  const [line] = String(error?.message ?? error).split('\n');
  console.error(`temporal.download: ${line.split(': ').slice(-2).join(': ')}`);
  process.exitCode = 1;
}
