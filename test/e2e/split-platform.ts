/** The platform in two processes, so that each can be killed alone: the API with the embedded servers, and the worker. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readChildProcessRecord } from '../../src/process/child-process-record.js';
import { freePort } from '../../src/process/free-port.js';
import { databaseUrl } from '../../src/storage/postgres/app-database.js';
import type { ApiClient } from './api-client.js';
import type { Place, PlatformProcess } from './platform-process.js';

type Environment = NodeJS.ProcessEnv;
export interface ServerAddresses {
  DATABASE_URL: string;
  TEMPORAL_ADDRESS: string;
}
/** Where the embedded servers of a place are, for processes that bring none along. */
export async function addressesIn({ dataDir }: Pick<Place, 'dataDir'>): Promise<ServerAddresses> {
  const portOf = (server: string, name: string) => readChildProcessRecord(dataDir, server)?.ports[name] ?? 0;
  const password = (await readFile(join(dataDir, 'postgres', 'password'), 'utf8')).trim();
  return {
    DATABASE_URL: databaseUrl(portOf('postgres', 'sql'), password),
    TEMPORAL_ADDRESS: `127.0.0.1:${portOf('temporal', 'grpc')}`,
  };
}
export interface SplitSettings {
  /** For both processes. */
  both?: Environment;
  worker?: Environment;
}
export class SplitPlatform {
  private constructor(
    private readonly place: Place,
    private readonly settings: SplitSettings,
    private readonly port: string,
    public api: PlatformProcess,
    public worker: PlatformProcess,
  ) {}

  static async start(place: Place, settings: SplitSettings = {}): Promise<SplitPlatform> {
    const port = String(await freePort());
    const api = await startApi(place, settings, port);
    return new SplitPlatform(place, settings, port, api, await startWorker(place, settings));
  }
  /** The same for the whole life of the place. */
  get client(): ApiClient {
    return this.api.api;
  }
  async startWorker(): Promise<void> {
    this.worker = await startWorker(this.place, this.settings);
  }
  /** Does not wait until it is ready, which it may not live to see. */
  async spawnWorker(): Promise<void> {
    this.worker = await spawnWorker(this.place, this.settings);
  }
  async killWorker(): Promise<void> {
    await this.worker.kill('SIGKILL');
  }
  /** Both processes and both servers at one moment. */
  async killEverything(): Promise<void> {
    const servers = await this.place.servers();
    const ended = [this.api.kill('SIGKILL'), this.worker.kill('SIGKILL')];
    for (const { pid } of servers) process.kill(pid, 'SIGKILL');
    await Promise.all(ended);
  }
  async startEverything(): Promise<void> {
    this.api = await startApi(this.place, this.settings, this.port);
    await this.startWorker();
  }
}
function startApi(place: Place, { both }: SplitSettings, PORT: string): Promise<PlatformProcess> {
  return place.start({ ...both, ROLE: 'api', PORT });
}
async function startWorker(place: Place, settings: SplitSettings): Promise<PlatformProcess> {
  const child = await spawnWorker(place, settings);
  await child.untilSaid(/worker is ready/, 60);
  return child;
}
async function spawnWorker(place: Place, { both, worker }: SplitSettings): Promise<PlatformProcess> {
  return place.spawn({ ...(await addressesIn(place)), ...both, ...worker, ROLE: 'worker' });
}
