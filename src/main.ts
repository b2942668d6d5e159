/** The composition root: reads the environment, starts the platform, and ends with it. */
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { type Configuration, readConfiguration } from './configuration.js';
import { Platform } from './platform.js';
import { AppLogger } from './process/app-logger.js';
import { type StartupFacts, startupMessage } from './process/startup-message.js';
import { StartupError } from './process/startup-error.js';
import { installRuntime } from './temporal/install-runtime.js';
import { FunctionPackError } from '../activities/function-pack.js';

/** A drain that takes longer is cut off, in ms. */
const SHUTDOWN_LIMIT_MS = 28_000;
const STOPPING = 'Stopping: steps that run get 15 s to end; those that have not are done again after the next start';

function fail(error: unknown): void {
  const known = error instanceof StartupError || error instanceof FunctionPackError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
async function run(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = new AppLogger(configuration);
  Logger.overrideLogger(logger);
  const sdkMetricsUrl = await installRuntime();
  let ending: Promise<void> | null = null;
  const end = (exitCode: number): Promise<void> => {
    ending ??= stop(platform, exitCode);
    return ending;
  };
  const onFatal = (reason: string) => {
    console.error(reason);
    void end(1);
  };
  const platform = new Platform({ configuration, logger, sdkMetricsUrl, onFatal });
  const onSignal = () => {
    if (ending === null) logger.log(STOPPING, 'platform');
    void end(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal);
  try {
    await platform.start();
    await platform.ready();
    if (ending === null) announce(factsOf(platform, configuration), configuration, logger);
  } catch (error) {
    if (ending === null) fail(error);
    await end(process.exitCode === undefined ? 0 : Number(process.exitCode));
  }
}
function announce(facts: StartupFacts, { logFormat }: Configuration, logger: AppLogger): void {
  if (logFormat === 'text') console.log(startupMessage(facts));
  else logger.log(JSON.stringify({ ...facts, message: 'Dynamic Executor is ready' }), 'platform');
}
function factsOf({ url, temporalUi }: Platform, { access }: Configuration): StartupFacts {
  return { url, temporalUi, needsKey: access.keysFile !== null };
}
async function stop(platform: Platform, exitCode: number): Promise<void> {
  const limit = setTimeout(() => process.exit(exitCode || 1), SHUTDOWN_LIMIT_MS);
  await platform.stop().catch((error: unknown) => console.error(error));
  clearTimeout(limit);
  process.exit(exitCode);
}
run().catch((error: unknown) => {
  fail(error);
  process.exit(1);
});
