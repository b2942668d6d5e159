/** The platform as it runs in production: two APIs and three workers on one PostgreSQL and one Temporal server. */
import { join } from 'node:path';
import { freePort } from '../../src/process/free-port.js';
import { ServerCluster } from '../../cluster/server-cluster.js';
import type { ServerPrograms } from '../../cluster/server-programs.js';
import type { ApiClient } from './api-client.js';
import type { Place, PlatformProcess } from './platform-process.js';

const APIS = 2;
const WORKERS = 3;
/** On a busy machine five processes start beside one another. */
const READY_WITHIN_S = 120;
/** Nobody can write there: with both servers given, a process needs no disk. */
const DATA_DIR = '/proc/nowhere';

export class ProductionShape {
  private constructor(
    private readonly place: Place,
    readonly cluster: ServerCluster,
    readonly apis: PlatformProcess[],
    readonly workers: PlatformProcess[],
  ) {}

  static async start(place: Place, programs: ServerPrograms): Promise<ProductionShape> {
    const cluster = await ServerCluster.start(join(place.dataDir, 'servers'), programs);
    const shape = new ProductionShape(place, cluster, [], []);
    try {
      await Promise.all([
        ...Array.from({ length: APIS }, async (_, n) => shape.startApi(n, await freePort())),
        ...Array.from({ length: WORKERS }, (_, n) => shape.startWorker(n)),
      ]);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return shape;
  }
  api(n: number): ApiClient {
    return this.apiProcess(n).api;
  }
  async killApi(n: number): Promise<void> {
    await this.apiProcess(n).kill('SIGKILL');
  }
  /** At the same address. */
  async restartApi(n: number): Promise<void> {
    await this.startApi(n, Number(new URL(this.api(n).url).port));
  }
  async startWorker(n: number): Promise<void> {
    const worker = await this.place.spawn({ ...this.cluster.addresses, DATA_DIR, ROLE: 'worker' });
    this.workers[n] = worker;
    await worker.untilSaid(/worker is ready/, READY_WITHIN_S);
  }
  async untilApis(status: number): Promise<void> {
    await Promise.all(this.apis.map((api) => api.untilReadiness(status, READY_WITHIN_S)));
  }
  /** The processes end with their place, before the servers. */
  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((child) => child.kill('SIGKILL')));
    await this.cluster.stop();
  }
  private async startApi(n: number, port: number): Promise<void> {
    const api = await this.place.spawn({ ...this.cluster.addresses, DATA_DIR, ROLE: 'api', PORT: String(port) });
    this.apis[n] = api;
    await api.untilReadiness(200, READY_WITHIN_S);
  }
  private apiProcess(n: number): PlatformProcess {
    const api = this.apis[n];
    if (!api) throw new Error(`There is no API ${n}`);
    return api;
  }
}
