/** The whole platform in this process, on real servers of its own. */
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../../src/configuration.js';
import { Platform, type PlatformOptions } from '../../src/platform.js';
import { AppLogger } from '../../src/process/app-logger.js';
import { ApiClient } from './api-client.js';

export { step, type Answer, type ProblemBody, type Published } from './api-client.js';

/** Made by the build before the tests run. */
const WORKFLOW_BUNDLE = join(process.cwd(), 'dist', 'workflow-bundle.js');

/** Open to the user that the embedded PostgreSQL runs as. */
export async function scratchFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'dynamic-executor-test-')));
  await chmod(folder, 0o755);
  return folder;
}
export class TestPlatform extends ApiClient {
  private constructor(
    readonly platform: Platform,
    url: string,
    readonly dataDir: string,
  ) {
    super(url);
  }

  static async start(
    env: NodeJS.ProcessEnv = {},
    options: Pick<PlatformOptions, 'sdkMetricsUrl'> = {},
  ): Promise<TestPlatform> {
    const dataDir = await scratchFolder();
    const configuration = readConfiguration({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env });
    const logger = new AppLogger(configuration);
    const onFatal = () => undefined;
    const platform = new Platform({ configuration, logger, workflowBundle: WORKFLOW_BUNDLE, onFatal, ...options });
    try {
      await platform.start();
      await platform.ready();
    } catch (error) {
      await platform.stop();
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
    return new TestPlatform(platform, platform.url ?? '', dataDir);
  }
  async stop(): Promise<void> {
    await this.platform.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
