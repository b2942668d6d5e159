/**
 * The command line of the embedded Temporal server: `temporal server start-dev` with its file database under DATA_DIR,
 * on loopback, and with the task queues polled without the default limit of 20 a second, which makes every hop of an
 * untuned server wait for up to 50 ms.
 */
import { join } from 'node:path';

const SQLITE_PRAGMAS = ['journal_mode=wal', 'synchronous=normal'];
const DYNAMIC_CONFIG = [
  'history.transferProcessorMaxPollRPS=2000',
  'history.transferProcessorMaxPollHostRPS=5000',
  'history.timerProcessorMaxPollRPS=2000',
  // A worker that has room gets the activities that it schedules at once, without a way through the task queue.
  'system.enableActivityEagerExecution=true',
  // Timers, and with them retries, start up to a second late by default.
  'history.timerProcessorMaxTimeShift="10ms"',
];
export const UI_CODEC_ENDPOINT = '--ui-codec-endpoint';

export interface ServerPorts {
  grpc: number;
  ui: number;
}
export interface ServerArguments {
  dataDir: string;
  namespace: string;
  ports: ServerPorts;
  /** Where the Temporal UI has payloads decoded. */
  uiCodecEndpoint?: string | undefined;
}

export const databaseFile = (dataDir: string) => join(dataDir, 'temporal.db');

export function serverArguments(options: ServerArguments): string[] {
  const { dataDir, namespace, ports, uiCodecEndpoint } = options;
  return [
    ...['server', 'start-dev', '--db-filename', databaseFile(dataDir), '--namespace', namespace],
    ...['--ip', '127.0.0.1', '--port', String(ports.grpc), '--ui-port', String(ports.ui)],
    ...['--log-level', 'warn', '--log-format', 'json'],
    ...repeat('--sqlite-pragma', SQLITE_PRAGMAS),
    ...repeat('--dynamic-config-value', DYNAMIC_CONFIG),
    ...(uiCodecEndpoint ? [UI_CODEC_ENDPOINT, uiCodecEndpoint] : []),
  ];
}

/** The environment without TEMPORAL_…, which the CLI would read as options of its own. */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

const repeat = (option: string, values: string[]) => values.flatMap((value) => [option, value]);
