/**
 * A Temporal server of one's own under DATA_DIR, for machines without a TEMPORAL_ADDRESS.
 *
 * 1. Exactly one server runs for a DATA_DIR: one that a killed process left behind is adopted when it runs this very
 *    command and answers, else it is ended. The caller holds the instance lock of DATA_DIR.
 * 2. It runs in a session of its own: no signal to this process reaches it.
 * 3. A DATA_DIR keeps its ports from start to start as long as they are free.
 * 4. Every wait is bounded; a database that does not start is a StartupError that quotes the server.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readChildProcessRecord, writeChildProcessRecord } from '../../process/child-process-record.js';
import { endProcess, type EndingStep } from '../../process/end-process.js';
import { freePort } from '../../process/free-port.js';
import { isRunning, processesWithArgument, worksFor, type ProcessIdentity } from '../../process/process-identity.js';
import { openServerLog, readServerLog, type ServerLogFile } from '../../process/server-log-file.js';
import { adoptServer, spawnServer, type ServerProcess } from '../../process/server-process.js';
import { StartupError } from '../../process/startup-error.js';
import {
  databaseFile,
  serverArguments,
  serverEnvironment,
  type ServerPorts,
  UI_CODEC_ENDPOINT,
} from './server-arguments.js';
import { sqliteDamage } from './sqlite-file.js';
import { awaitServing, type Readiness } from './temporal-readiness.js';

export interface EmbeddedTemporalOptions {
  cliPath: string;
  dataDir: string;
  namespace: string;
  log(line: string): void;
  /** Called once when the server ends without stop(). */
  onExit?(): void;
  /** These ports and no others; without them those of the last start, 7233 and 8233, or any free ones. */
  ports?: ServerPorts;
  /** Where the Temporal UI has payloads decoded. */
  uiCodecEndpoint?: string | undefined;
  /** Gives up the wait for readiness. */
  signal?: AbortSignal;
}
export interface EmbeddedTemporal {
  /** host:port of the gRPC service. */
  address: string;
  uiUrl: string;
  ports: ServerPorts;
  pid: number;
  /** An earlier process had left it running. */
  adopted: boolean;
  /** Resolves when the server has ended, by stop() or by itself. */
  exited: Promise<void>;
  /** Bounded to 12 s. */
  stop(): Promise<void>;
}

interface Setting extends EmbeddedTemporalOptions {
  /** As a real path. */
  dataDir: string;
}

const SERVER = 'temporal';
const DEFAULT_PORTS: ServerPorts = { grpc: 7233, ui: 8233 };
const READY_WITHIN_MS = 90_000;
const ADOPTED_WITHIN_MS = 10_000;
const SAYS_SO_WITHIN_MS = 5_000;
const SERVES = /^(Temporal )?Server:/;
const PORT_TAKEN = /address already in use|can't set frontend port/;
const ATTEMPTS = 3;
const ENDING: EndingStep[] = [
  { signal: 'SIGTERM', wait_ms: 10_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
];

/** @throws StartupError `temporal_does_not_start` or `temporal_does_not_end`. */
export async function startEmbeddedTemporal(options: EmbeddedTemporalOptions): Promise<EmbeddedTemporal> {
  const setting = { ...options, dataDir: realpathSync(options.dataDir) };
  return (await adopt(setting)) ?? (await start(setting));
}

async function adopt(setting: Setting): Promise<EmbeddedTemporal | null> {
  const record = readChildProcessRecord(setting.dataDir, SERVER);
  if (!record || !(await isRunning(record)) || !(await isOurs(setting, record.pid))) return null;
  const ports = portsOf(record.ports);
  if (!ports || !isSame(servingCommand(record.command), servingCommand(commandOf(setting, ports)))) return null;
  const server = adoptServer(record);
  const answer = await serving(setting, server, ports, ADOPTED_WITHIN_MS);
  if (answer.kind !== 'ready') return null;
  setting.log(`Temporal (process ${record.pid}) was left running by an earlier start and is used again`);
  return describe(setting, server, ports, true);
}

async function start(setting: Setting): Promise<EmbeddedTemporal> {
  await endLeftOver(setting);
  const damage = sqliteDamage(databaseFile(setting.dataDir));
  if (damage) throw doesNotStart(setting, `its database is damaged: ${damage}`);
  for (let attempt = 1; ; attempt += 1) {
    const ports = setting.ports ?? (await choosePorts(setting.dataDir));
    const log = openServerLog(join(setting.dataDir, 'temporal.log'));
    const server = await launch(setting, ports, log);
    const readiness = await servingItself(setting, server, ports, log);
    if (readiness.kind === 'ready') return describe(setting, server, ports, false);
    await end(server);
    const lines = await readServerLog(log);
    const portWasTaken = lines.some((line) => PORT_TAKEN.test(line));
    if (attempt === ATTEMPTS || !portWasTaken) throw doesNotStart(setting, complaintOf(readiness, lines));
  }
}

async function launch(setting: Setting, ports: ServerPorts, log: ServerLogFile): Promise<ServerProcess> {
  const [program, ...options] = commandOf(setting, ports);
  const server = await spawnServer({
    program: program ?? setting.cliPath,
    arguments: options,
    folder: setting.dataDir,
    environment: serverEnvironment(process.env),
    user: null,
    log,
  }).catch((error: Error) => {
    throw doesNotStart(setting, `${setting.cliPath} does not run: ${error.message}`);
  });
  const { pid, started_at } = server;
  writeChildProcessRecord(setting.dataDir, SERVER, {
    pid,
    started_at,
    ports: { ...ports },
    command: commandOf(setting, ports),
  });
  return server;
}

/** Servers on this database that could not be adopted, also one whose record was lost. */
async function endLeftOver(setting: Setting): Promise<void> {
  const record = readChildProcessRecord(setting.dataDir, SERVER);
  const recorded = record && (await isRunning(record)) && (await isOurs(setting, record.pid)) ? [record] : [];
  const found = await processesWithArgument(databaseFile(setting.dataDir));
  for (const { pid, started_at } of uniqueByPid([...recorded, ...found])) {
    setting.log(`Temporal (process ${pid}) was left running and cannot be used again: it is ended`);
    await end({ pid, started_at });
  }
}

async function end(server: ProcessIdentity): Promise<void> {
  if (await endProcess(server, ENDING)) return;
  throw new StartupError(
    'temporal_does_not_end',
    `The Temporal server (process ${server.pid}) does not end: end it by hand.`,
  );
}

function describe(setting: Setting, server: ServerProcess, ports: ServerPorts, adopted: boolean): EmbeddedTemporal {
  let stopped = false;
  void server.exited.then(() => (stopped ? undefined : setting.onExit?.()));
  return {
    address: addressOf(ports),
    uiUrl: `http://127.0.0.1:${ports.ui}`,
    ports,
    pid: server.pid,
    adopted,
    exited: server.exited,
    stop: () => {
      stopped = true;
      return end(server);
    },
  };
}

async function choosePorts(dataDir: string): Promise<ServerPorts> {
  const last = portsOf(readChildProcessRecord(dataDir, SERVER)?.ports ?? {});
  const grpc = await freePort(last?.grpc, DEFAULT_PORTS.grpc);
  const ui = await freePort(last?.ui, DEFAULT_PORTS.ui);
  return { grpc, ui: ui === grpc ? await freePort() : ui };
}

function portsOf({ grpc, ui }: Record<string, number>): ServerPorts | null {
  return grpc !== undefined && ui !== undefined ? { grpc, ui } : null;
}

function serving(setting: Setting, server: ServerProcess, ports: ServerPorts, within_ms: number): Promise<Readiness> {
  return awaitServing({
    server,
    address: addressOf(ports),
    namespace: setting.namespace,
    within_ms,
    signal: setting.signal,
  });
}

/**
 * Where another server has taken the port meanwhile, that one answers. So this one has to have said that it serves; one
 * of another version, which may not say it, has to have outlived its start.
 */
async function servingItself(
  setting: Setting,
  server: ServerProcess,
  ports: ServerPorts,
  log: ServerLogFile,
): Promise<Readiness> {
  const readiness = await serving(setting, server, ports, READY_WITHIN_MS);
  if (readiness.kind !== 'ready') return readiness;
  for (const until = Date.now() + SAYS_SO_WITHIN_MS; Date.now() < until; await delay(50)) {
    if ((await readServerLog(log)).some((line) => SERVES.test(line))) return readiness;
    if (!(await isRunning(server))) return { kind: 'ended' };
  }
  return readiness;
}

function complaintOf(readiness: Readiness, lines: string[]): string {
  if (readiness.kind === 'late') return `it does not answer within ${READY_WITHIN_MS / 1000} s: ${readiness.reason}`;
  const error = lines.findLast((line) => line.startsWith('Error:')) ?? lines.find((line) => /error|fatal/i.test(line));
  return error ?? lines.at(-1) ?? 'it ended without a word';
}

function doesNotStart({ dataDir }: Setting, complaint: string): StartupError {
  return new StartupError(
    'temporal_does_not_start',
    `The embedded Temporal server of DATA_DIR ${dataDir} does not start (${complaint.slice(0, 400)}): restore DATA_DIR from a backup, start with an empty one, or set TEMPORAL_ADDRESS; details are in ${join(dataDir, 'temporal.log')}.`,
  );
}

const addressOf = ({ grpc }: ServerPorts) => `127.0.0.1:${grpc}`;
const commandOf = (setting: Setting, ports: ServerPorts) => [
  setting.cliPath,
  ...serverArguments({ ...setting, ports }),
];
/** A server whose UI asks at the address of an earlier start serves as well as any. */
const servingCommand = (command: string[]) =>
  command.filter((part, n) => part !== UI_CODEC_ENDPOINT && command[n - 1] !== UI_CODEC_ENDPOINT);
const isOurs = ({ dataDir }: Setting, pid: number) =>
  worksFor(pid, { folder: dataDir, argument: databaseFile(dataDir) });
const isSame = (one: string[], other: string[]) => JSON.stringify(one) === JSON.stringify(other);
const uniqueByPid = (found: ProcessIdentity[]) => [
  ...new Map(found.map((identity) => [identity.pid, identity])).values(),
];
