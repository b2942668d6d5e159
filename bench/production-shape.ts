/** Two APIs and as many workers as asked for, each a process, on one PostgreSQL and one Temporal server. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerCluster } from '../cluster/server-cluster.js';
import { obtainServerPrograms, type ServerPrograms } from '../cluster/server-programs.js';
import { freePort } from '../src/process/free-port.js';
import { PlatformClient } from './platform-client.js';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const APIS = 2;
const READY_WITHIN_MS = 120_000;

export class ProductionShape {
  readonly clients: PlatformClient[] = [];
  private readonly apis: ChildProcess[] = [];
  private readonly workers: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    private readonly cluster: ServerCluster,
  ) {}

  /** Without a worker. */
  static async start(): Promise<ProductionShape> {
    const folder = await mkdtemp(join(tmpdir(), 'dynamic-executor-bench-'));
    await chmod(folder, 0o755);
    const cluster = await ServerCluster.start(join(folder, 'servers'), await programs());
    const shape = new ProductionShape(folder, cluster);
    try {
      for (let n = 0; n < APIS; n += 1) await shape.addApi();
    } catch (error) {
      await shape.stop();
      throw error;
    }
    return shape;
  }
  /** Starts or ends workers until there are so many. */
  async scaleTo(count: number): Promise<void> {
    while (this.workers.length < count) {
      const worker = this.spawn({ ROLE: 'worker' });
      this.workers.push(worker);
      await untilSaid(worker, 'worker is ready');
    }
    while (this.workers.length > count) await end(this.workers.pop());
  }
  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map(end));
    await this.cluster.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
  private async addApi(): Promise<void> {
    const port = await freePort();
    const api = this.spawn({ ROLE: 'api', PORT: String(port) });
    this.apis.push(api);
    await untilSaid(api, `http://127.0.0.1:${port}`);
    this.clients.push(new PlatformClient(`http://127.0.0.1:${port}`));
  }
  private spawn(own: NodeJS.ProcessEnv): ChildProcess {
    const env = { ...process.env, ...this.cluster.addresses, ...own };
    return spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  }
}
async function programs(): Promise<ServerPrograms> {
  const result = await obtainServerPrograms({ env: process.env, progress: console.log });
  if (result.kind === 'missing') throw new Error(`There is no Temporal server for PostgreSQL: ${result.reason}`);
  return result.programs;
}
function untilSaid(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const limit = setTimeout(() => reject(new Error(`It did not say "${text}" but: ${said}`)), READY_WITHIN_MS);
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + String(chunk)).slice(-10_000);
      if (!said.includes(text)) return;
      clearTimeout(limit);
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
  });
}
async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
