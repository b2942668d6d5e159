/**
 * A Temporal server on PostgreSQL, as the compose file runs it: the same environment, from which the server makes its
 * settings, and the same dynamic config. Only addresses, ports and the password are this machine's own.
 */
import { join } from 'node:path';
import { endProcess, type EndingStep } from '../src/process/end-process.js';
import { freePort } from '../src/process/free-port.js';
import { projectRoot } from '../src/process/project-root.js';
import { openServerLog, readServerLog } from '../src/process/server-log-file.js';
import { spawnServer, type ServerProcess } from '../src/process/server-process.js';
import { environmentOf } from './compose-file.js';
import type { DatabaseServer } from './database-server.js';

const LOOPBACK = '127.0.0.1';
const PORTS = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'FRONTEND_HTTP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;
type Ports = Record<(typeof PORTS)[number], string>;
const ENDING: EndingStep[] = [
  { signal: 'SIGTERM', wait_ms: 10_000 },
  { signal: 'SIGKILL', wait_ms: 5_000 },
];
export interface TemporalSetting {
  program: string;
  /** For its log. */
  folder: string;
  database: DatabaseServer;
}
export class TemporalOnPostgres {
  private constructor(
    private readonly setting: TemporalSetting,
    private readonly ports: Ports,
    private process: ServerProcess,
  ) {}

  static async start(setting: TemporalSetting): Promise<TemporalOnPostgres> {
    const ports = await freePorts();
    return new TemporalOnPostgres(setting, ports, await launch(setting, ports));
  }
  get address(): string {
    return `${LOOPBACK}:${this.ports.FRONTEND_GRPC_PORT}`;
  }
  get exited(): Promise<void> {
    return this.process.exited;
  }
  async kill(): Promise<void> {
    process.kill(this.process.pid, 'SIGKILL');
    await this.process.exited;
  }
  /** At the same address. */
  async startAgain(): Promise<void> {
    this.process = await launch(this.setting, this.ports);
  }
  async stop(): Promise<void> {
    await endProcess(this.process, ENDING);
  }
  /** The last lines of its log. */
  async said(): Promise<string> {
    return (await readServerLog({ path: logOf(this.setting), start: 0 })).join('\n');
  }
}
async function freePorts(): Promise<Ports> {
  const ports = new Set<number>();
  while (ports.size < PORTS.length) ports.add(await freePort());
  const found = [...ports];
  return Object.fromEntries(PORTS.map((name, index) => [name, String(found[index])])) as Ports;
}
function launch(setting: TemporalSetting, ports: Ports): Promise<ServerProcess> {
  return spawnServer({
    program: setting.program,
    arguments: ['start'],
    folder: setting.folder,
    environment: { PATH: process.env['PATH'], ...environmentOf('temporal'), ...ownEnvironment(setting, ports) },
    user: null,
    log: openServerLog(logOf(setting)),
  });
}
function ownEnvironment({ database }: TemporalSetting, ports: Ports): Record<string, string> {
  const { host, port, user, password } = database.credentials;
  return {
    POSTGRES_SEEDS: host,
    DB_PORT: port,
    POSTGRES_USER: user,
    POSTGRES_PWD: password,
    BIND_ON_IP: LOOPBACK,
    DYNAMIC_CONFIG_FILE_PATH: join(projectRoot(), 'docker', 'dynamic-config.yml'),
    ...ports,
  };
}
const logOf = ({ folder }: TemporalSetting): string => join(folder, 'temporal.log');
